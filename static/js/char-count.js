/* <char-count> around a label, a control with a most (data-most of a text, maxlength of a line) and its hint: "71 of 140
   characters", "620 of 400 characters: 220 over". A text is never cut; what is over is said here and refused when it is
   saved. With the attribute `late` it only speaks near the end. */
const written = (number) => number.toLocaleString("en");

customElements.define(
  "char-count",
  class extends HTMLElement {
    connectedCallback() {
      this.control = this.querySelector("[data-most],[maxlength]");
      if (!this.control || this.line) return;
      this.line = document.createElement("p");
      this.line.className = "hint";
      this.append(this.line);
      this.control.addEventListener("input", () => this.show());
      this.show();
    }

    show() {
      const most = Number(this.control.dataset.most || this.control.maxLength);
      /* as the server counts: a sign that takes two places of a string is one */
      const used = [...this.control.value].length;
      const over = used - most;
      const count = `${written(used)} of ${written(most)} characters`;
      this.line.textContent = over > 0 ? `${count}: ${written(over)} over. Shorten it, or it cannot be saved.` : count;
      this.line.className = over > 0 ? "err" : "hint";
      this.line.hidden = this.hasAttribute("late") && used < 0.9 * most;
      /* spoken only near the end, so that nobody hears a number after every key */
      if (over >= -20) this.line.setAttribute("role", "status");
      else this.line.removeAttribute("role");
    }
  },
);
