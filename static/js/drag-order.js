/* <drag-order> around the tree of the editor: a line can be dragged onto another line of its kind and then stands before
   it, or onto the line that it shall stand under. The buttons do the same; this only comes on top of them. */
const ABOVE = { competences: ["levels"], groups: ["competences"], skills: ["groups", "competences"] };

customElements.define(
  "drag-order",
  class extends HTMLElement {
    connectedCallback() {
      for (const line of this.querySelectorAll(".ln[data-kind]")) line.draggable = true;
      this.addEventListener("dragstart", (event) => this.take(event));
      this.addEventListener("dragover", (event) => this.over(event));
      this.addEventListener("dragleave", () => this.mark(null));
      this.addEventListener("drop", (event) => this.drop(event));
      this.addEventListener("dragend", () => this.mark(null));
    }

    take(event) {
      this.line = event.target.closest?.(".ln[data-kind]");
      if (!this.line) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", this.line.dataset.key);
    }

    goal(event) {
      const goal = event.target.closest?.(".ln[data-kind]");
      if (!goal || !this.line || goal === this.line) return null;
      const kind = this.line.dataset.kind;
      if (goal.dataset.kind === kind) return { line: goal, to: goal.dataset.parent, before: goal.dataset.key };
      if (ABOVE[kind]?.includes(goal.dataset.kind)) return { line: goal, to: goal.dataset.key, before: "" };
      return null;
    }

    over(event) {
      const goal = this.goal(event);
      this.mark(goal?.line);
      if (goal) event.preventDefault();
    }

    mark(line) {
      for (const other of this.querySelectorAll(".ln.over")) other.classList.remove("over");
      line?.classList.add("over");
    }

    drop(event) {
      const goal = this.goal(event);
      if (!goal || !window.htmx) return;
      event.preventDefault();
      const { kind, key } = this.line.dataset;
      const url = `${this.dataset.base.replace(/kind\/$/, "")}${kind}/${encodeURIComponent(key)}/move/`;
      const csrfmiddlewaretoken = this.querySelector("[name=csrfmiddlewaretoken]")?.value;
      const values = { to: goal.to, before: goal.before, seen: this.dataset.seen, csrfmiddlewaretoken };
      window.htmx.ajax("POST", url, { source: this, target: "#drafts-show", swap: this.dataset.swap, values });
    }
  },
);
