/* <skill-filter> around a search box and a list of radio buttons in `.pick`: typing narrows the list, the arrow keys
   walk it. Headings are `p` elements in the list; one without a visible line below it is hidden as well. Branches
   (`details`) open while there are words and close up again to how they stood.
   Words may come in any order; `data-words` on a line adds words that are not shown. Where no line has them, `p.none`
   says so, and the event `unfound` asks the server, which knows more words for them; its list is shown as it comes. */
customElements.define(
  "skill-filter",
  class extends HTMLElement {
    connectedCallback() {
      this.box = this.querySelector("input[type=search]");
      if (!this.box || !this.pick || this.status) return;
      this.status = document.createElement("p");
      this.status.className = "vh";
      this.status.setAttribute("role", "status");
      this.append(this.status);
      this.box.addEventListener("input", () => this.narrow());
      this.addEventListener("htmx:beforeRequest", () => (this.asked = this.box.value));
      this.addEventListener("htmx:afterSwap", () => (this.asked === this.box.value ? this.tell() : this.narrow()));
      this.box.addEventListener("keydown", (event) => this.enter(event));
      if (this.box.value.trim()) this.tell(); // the server looked for these words already
      else this.narrow();
    }

    get pick() {
      return this.querySelector(".pick");
    }

    get lines() {
      return [...this.pick.querySelectorAll(".opt")];
    }

    narrow() {
      const words = this.box.value.toLowerCase().split(/\s+/).filter(Boolean);
      let heading = null;
      let found = 0;
      for (const line of this.pick.querySelectorAll("p:not(.none), .opt")) {
        if (line.matches("p")) {
          heading = line;
          heading.hidden = true;
          continue;
        }
        const text = `${line.textContent} ${line.dataset.words || ""} ${heading?.textContent || ""}`.toLowerCase();
        line.hidden = !words.every((word) => text.includes(word));
        if (line.hidden) continue;
        found += 1;
        if (heading) heading.hidden = false;
      }
      for (const branch of this.pick.querySelectorAll("details")) {
        branch.dataset.stood ??= branch.open ? "open" : "";
        branch.hidden = !branch.querySelector(".opt:not([hidden])");
        branch.open = words.length > 0 || branch.dataset.stood === "open" || !!branch.querySelector(":checked");
      }
      const none = this.pick.querySelector(".none");
      if (none) none.hidden = found > 0 || !words.length;
      this.tell();
      if (words.length && !found) this.dispatchEvent(new CustomEvent("unfound"));
    }

    tell() {
      const found = this.lines.filter((line) => !line.hidden).length;
      const said = found === 1 ? "1 skill found" : `${found} skills found`;
      this.status.textContent = this.box.value.trim() ? said : "";
    }

    enter(event) {
      if (event.key !== "ArrowDown" && event.key !== "Enter") return;
      const first = this.lines.find((line) => !line.hidden)?.querySelector("input");
      if (!first) return;
      event.preventDefault();
      first.focus();
      if (event.key === "Enter") first.click();
    }
  },
);
