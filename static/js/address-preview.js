/* <address-preview> around the box of an address and the <code data-address> that shows where it leads: both follow the
   typing. What the server makes of it is shown: small letters, hyphens for spaces. */
customElements.define(
  "address-preview",
  class extends HTMLElement {
    connectedCallback() {
      const box = this.querySelector("input");
      const out = this.querySelector("[data-address]");
      if (!box || !out) return;
      const show = () => {
        out.textContent = box.value.trim().toLowerCase().replace(/[\s_]+/g, "-") || "…";
      };
      box.addEventListener("input", show);
      show();
    }
  },
);
