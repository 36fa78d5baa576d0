/* <upload-zone done="/where/the/files/are/listed/"> around a form with one file field: files that are chosen, or dropped
   anywhere on the page, are sent one by one, with progress, and each keeps a line that says what became of it.
   What could not be sent can be sent again. Without JavaScript the form sends all of them in one request. */
const WORDS = {
  0: "The connection was lost.",
  400: "This file could not be sent. Try it by itself.",
  403: "The page was open too long. Reload it and try again.",
  413: "This file is too large.",
  429: "Too many files in one hour. Wait a while.",
};
const FAILED = "The server failed.";
const SIGNED_OUT = "You are not signed in any more. Sign in again in a second tab, reload this page, and try again.";
const NO_FILE = "This is a folder, or a file that was changed since. Choose the files themselves.";

const element = (name, words = "", kind = "") => {
  const made = document.createElement(name);
  made.textContent = words;
  if (kind) made.className = kind;
  return made;
};

const files = (count) => (count === 1 ? "1 file" : `${count} files`);

/* one file on its way: its line on the page, and its state: waiting, taken, refused or unsent */
class Sending {
  constructor(file) {
    this.file = file;
    this.line = element("p");
    this.meter = element("progress");
    this.meter.max = 100;
    this.meter.setAttribute("aria-label", file.name);
    this.words = element("span", "", "words");
    this.line.append(element("span", file.name), this.meter, this.words);
    this.tell("waiting", "waiting");
  }

  tell(state, words, share = 0) {
    this.state = state;
    this.words.textContent = words;
    this.line.className = state;
    this.meter.hidden = !share;
    this.meter.value = share;
  }

  async send(address, token) {
    if (!(await this.file.slice(0, 1).arrayBuffer().catch(() => null))) return this.tell("refused", NO_FILE);
    this.tell("waiting", "sending", 1);
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    data.append("files", this.file);
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      const all = event.loaded === event.total;
      this.tell("waiting", all ? "reading" : "sending", (95 * event.loaded) / (event.total || 1));
    });
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    await new Promise((resolve) => {
      request.addEventListener("loadend", resolve);
      request.send(data);
    });
    this.judge(request.status, request.responseText);
  }

  judge(status, text) {
    let said = null;
    try {
      said = JSON.parse(text).text;
    } catch {}
    if (status >= 200 && status < 300) return said ? this.tell("taken", said) : this.tell("refused", SIGNED_OUT);
    const again = !status || status === 429 || status >= 500;
    this.tell(again ? "unsent" : "refused", said || WORDS[status] || FAILED);
  }
}

customElements.define(
  "upload-zone",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.input = this.querySelector("input[type=file]");
      this.list = this.querySelector(".progress");
      this.sent = [];
      this.form.addEventListener("submit", (event) => {
        if (!this.busy && !this.input.files.length) return;
        event.preventDefault();
        this.choose();
      });
      this.input.addEventListener("change", () => this.choose());
      this.drags = new AbortController();
      for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
        document.addEventListener(name, (event) => this.drag(event), { signal: this.drags.signal });
      }
    }

    disconnectedCallback() {
      this.drags.abort();
    }

    drag(event) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      const left = event.type === "drop" || (event.type === "dragleave" && !event.relatedTarget);
      this.classList.toggle("over", !left);
      event.preventDefault();
      if (event.type === "drop") this.add([...event.dataTransfer.files]);
    }

    choose() {
      const chosen = [...this.input.files];
      this.input.value = "";
      this.add(chosen);
    }

    add(chosen) {
      if (!chosen.length) return;
      if (!this.busy && !this.sent.some((one) => one.state === "unsent")) this.clear();
      const more = chosen.map((file) => new Sending(file));
      this.sent.push(...more);
      this.list.append(...more.map((one) => one.line));
      this.run();
    }

    clear() {
      this.sent = [];
      this.total = element("p", "", "total");
      this.total.setAttribute("role", "status");
      this.total.tabIndex = -1;
      this.count = element("p", "", "small muted");
      this.next = element("p", "", "row");
      this.list.replaceChildren(this.total, this.count, this.next);
      this.list.hidden = false;
    }

    /* all that waits, in order; files that come in the meantime wait with the others */
    async run() {
      if (this.busy) return;
      this.busy = true;
      this.guard(true);
      this.next.replaceChildren();
      this.total.textContent = "Sending. Each file is read as soon as it is here.";
      for (let one; (one = this.sent.find((each) => each.state === "waiting")); ) {
        this.count.textContent = `${this.having("taken")} of ${files(this.sent.length)} in`;
        await one.send(this.form.action, this.form.elements.csrfmiddlewaretoken.value);
        if (!this.isConnected) return;
      }
      this.busy = false;
      this.guard(false);
      this.finish();
    }

    finish() {
      const [all, taken] = [this.sent.length, this.having("taken")];
      const [refused, unsent] = [this.having("refused"), this.having("unsent")];
      this.count.textContent = "";
      const told = [taken === all ? (all === 1 ? "The file is in." : `All ${all} files are in.`) : `${taken} of ${files(all)} in.`];
      if (refused) told.push(`${files(refused)} not taken, with the reason beside the name.`);
      if (unsent) told.push(`${files(unsent)} could not be sent.`);
      this.total.textContent = told.join(" ");
      if (taken === all) return location.assign(this.getAttribute("done"));
      if (unsent) this.next.append(this.again(unsent));
      if (taken) this.next.append(this.onward());
    }

    again(count) {
      const button = element("button", `Send ${files(count)} again`, "btn quiet small");
      button.type = "button";
      button.addEventListener("click", () => {
        this.total.focus();
        for (const one of this.sent) if (one.state === "unsent") one.tell("waiting", "waiting");
        this.run();
      });
      return button;
    }

    onward() {
      const link = element("a", "Show the files", "btn quiet small");
      link.href = this.getAttribute("done");
      return link;
    }

    having(state) {
      return this.sent.filter((one) => one.state === state).length;
    }

    guard(dirty) {
      const guard = this.closest("dirty-guard");
      if (guard) guard.dirty = dirty;
    }
  },
);
