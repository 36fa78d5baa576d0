/* <char-count> around a label, a control with maxlength and its hint: "71 of 140 characters". */
customElements.define(
  "char-count",
  class extends HTMLElement {
    connectedCallback() {
      this.control = this.querySelector("[maxlength]");
      if (!this.control || this.line) return;
      this.line = document.createElement("p");
      this.line.className = "hint";
      this.append(this.line);
      this.control.addEventListener("input", () => this.show());
      this.show();
    }

    show() {
      const most = this.control.maxLength;
      const used = this.control.value.length;
      this.line.textContent = `${used} of ${most} characters`;
      /* spoken only near the end, so that nobody hears a number after every key */
      if (most - used <= 20) this.line.setAttribute("role", "status");
      else this.line.removeAttribute("role");
    }
  },
);
