/* <dirty-guard> around one or more forms: asks before a page with unsaved text is left.
   Sending a form drops the guard; an answer that does not save (422, 409, no answer) takes it up again. */
customElements.define(
  "dirty-guard",
  class extends HTMLElement {
    connectedCallback() {
      this.dirty = false;
      this.leaving = (event) => {
        if (this.dirty) event.preventDefault();
      };
      this.addEventListener("input", (event) => this.touch(event));
      this.addEventListener("change", (event) => this.touch(event));
      this.addEventListener("submit", (event) => {
        const aside = event.submitter?.formTarget === "_blank";
        if (!aside) this.dirty = false;
      });
      this.addEventListener("htmx:afterRequest", (event) => {
        const sent = event.detail.elt?.closest?.("form");
        const wrote = event.detail.requestConfig?.verb !== "get";
        if (sent && wrote && this.contains(sent)) this.dirty = (event.detail.xhr?.status || 0) >= 400 || !event.detail.xhr?.status;
      });
      addEventListener("beforeunload", this.leaving);
    }

    disconnectedCallback() {
      removeEventListener("beforeunload", this.leaving);
    }

    touch(event) {
      /* a search box filters what is on the page; it is nothing to lose */
      if (event.target.type !== "search" && event.target.form) this.dirty = true;
    }
  },
);
