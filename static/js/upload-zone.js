/* <upload-zone> around a form with one file field: files are sent one by one, with progress, and what became of each is told.
   Without JavaScript the form sends all of them in one request. */
const bar = (name) => {
  const line = document.createElement("p");
  const label = document.createElement("span");
  const meter = document.createElement("progress");
  const state = document.createElement("span");
  meter.max = 100;
  meter.value = 0;
  meter.setAttribute("aria-label", name);
  label.textContent = name;
  state.className = "state";
  state.textContent = "waiting";
  line.append(label, meter, state);
  return { line, meter, state };
};

const WORDS = {
  0: "The connection was lost. Try this file again.",
  400: "This file could not be sent. Try it again by itself.",
  403: "The page was open too long. Reload it and try again.",
  413: "This file is too large.",
  429: "Too many files in one hour. Wait a while, then try the rest.",
};

customElements.define(
  "upload-zone",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.input = this.querySelector("input[type=file]");
      this.list = this.querySelector(".progress");
      this.form.addEventListener("submit", (event) => {
        if (!this.input.files.length) return;
        event.preventDefault();
        this.send([...this.input.files]);
      });
      this.input.addEventListener("change", () => this.input.files.length && this.send([...this.input.files]));
      for (const name of ["dragenter", "dragover"]) this.addEventListener(name, (event) => this.over(event, true));
      this.addEventListener("dragleave", (event) => this.contains(event.relatedTarget) || this.over(event, false));
      this.addEventListener("drop", (event) => {
        this.over(event, false);
        this.send([...event.dataTransfer.files]);
      });
    }

    over(event, is) {
      event.preventDefault();
      this.classList.toggle("over", is);
    }

    async send(files) {
      if (this.busy || !files.length) return;
      this.busy = true;
      this.input.disabled = true;
      this.list.hidden = false;
      const total = document.createElement("p");
      total.className = "total";
      this.list.replaceChildren(total);
      const lines = files.map((file) => bar(file.name));
      this.list.append(...lines.map((one) => one.line));
      let refused = 0;
      for (const [index, file] of files.entries()) {
        total.textContent = `File ${index + 1} of ${files.length}`;
        refused += (await this.one(file, lines[index])) ? 0 : 1;
      }
      total.textContent = refused
        ? `${files.length - refused} of ${files.length} files are in. The others are listed below with the reason.`
        : `${files.length === 1 ? "The file is" : `All ${files.length} files are`} in.`;
      this.done(refused);
    }

    one(file, { line, meter, state }) {
      return new Promise((resolve) => {
        const data = new FormData();
        data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
        data.append("files", file);
        const request = new XMLHttpRequest();
        request.upload.addEventListener("progress", (event) => {
          if (event.lengthComputable) meter.value = (95 * event.loaded) / event.total;
          state.textContent = event.loaded === event.total ? "reading" : "sending";
        });
        request.addEventListener("loadend", () => {
          const taken = request.status >= 200 && request.status < 300;
          meter.value = taken ? 100 : 0;
          line.className = taken ? "taken" : "err";
          state.textContent = this.said(request);
          if (taken) meter.remove();
          resolve(taken);
        });
        request.open("POST", this.form.action);
        request.setRequestHeader("Accept", "application/json");
        request.send(data);
      });
    }

    said(request) {
      try {
        return JSON.parse(request.responseText).text;
      } catch {
        return WORDS[request.status] || "The server failed. Try this file again.";
      }
    }

    done(refused) {
      const link = document.createElement("a");
      link.href = location.pathname.replace(/files\/new\/$/, "artefacts/");
      link.textContent = "Show the files";
      link.className = "btn small";
      const row = document.createElement("p");
      row.append(link);
      this.list.append(row);
      this.busy = false;
      this.input.disabled = false;
      this.input.value = "";
      const guard = this.closest("dirty-guard");
      if (guard) guard.dirty = false;
      if (!refused) location.assign(link.href);
    }
  },
);
