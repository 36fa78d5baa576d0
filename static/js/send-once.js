/* <send-once> around a form: its button says that it works (data-working) and a second press sends nothing.
   The page that comes back from the browser's memory has its button again. */
customElements.define(
  "send-once",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("submit", (event) => this.send(event));
      this.back = (event) => event.persisted && this.rest();
      addEventListener("pageshow", this.back);
    }

    disconnectedCallback() {
      removeEventListener("pageshow", this.back);
    }

    send(event) {
      if (this.button) {
        event.preventDefault();
        return;
      }
      const button = event.submitter || this.querySelector("button[type=submit]");
      if (event.defaultPrevented || !button?.dataset.working) return;
      this.button = button;
      this.text = button.textContent;
      button.textContent = button.dataset.working;
      /* not disabled, so that the focus stays and what the button says is read out */
      button.setAttribute("aria-disabled", "true");
      this.setAttribute("aria-busy", "true");
    }

    rest() {
      if (!this.button) return;
      this.button.textContent = this.text;
      this.button.removeAttribute("aria-disabled");
      this.removeAttribute("aria-busy");
      this.button = null;
    }
  },
);
