/* <print-page hidden> around a button that prints the page. Without JavaScript it stays away: the browser prints. */
customElements.define(
  "print-page",
  class extends HTMLElement {
    connectedCallback() {
      this.hidden = false;
      this.addEventListener("click", () => print());
    }
  },
);
