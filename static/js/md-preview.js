/* <md-preview data-url data-field> around a textarea: shows the rendered text a moment after the last key.
   The answer is HTML that the server has sanitised (core.markdown); this is the only file of ours that puts markup from an
   answer into the page, and it does so without running anything in it. Without this file the button opens a page. */
const WAIT = 400;

/* everything that is harmless stays, class and id included; setHTML itself always drops what could run */
const KEPT = { removeAttributes: ["style"], comments: false };

const rendered = (html) => {
  const place = document.createElement("div");
  if (place.setHTML) place.setHTML(html, { sanitizer: KEPT });
  else place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  return place.childNodes;
};

customElements.define(
  "md-preview",
  class extends HTMLElement {
    connectedCallback() {
      this.control = this.querySelector("textarea");
      this.button = this.querySelector("button[formaction]");
      this.out = this.querySelector(".md-out");
      if (!this.control || !this.button || !this.out) return;
      this.button.addEventListener("click", (event) => this.toggle(event));
      this.control.addEventListener("input", () => this.later());
    }

    toggle(event) {
      event.preventDefault();
      this.out.hidden = !this.out.hidden;
      this.button.setAttribute("aria-expanded", String(!this.out.hidden));
      if (!this.out.hidden) this.show();
    }

    later() {
      clearTimeout(this.timer);
      if (!this.out.hidden) this.timer = setTimeout(() => this.show(), WAIT);
    }

    async show() {
      const form = new FormData();
      const token = this.closest("form")?.elements.namedItem("csrfmiddlewaretoken");
      if (token) form.set("csrfmiddlewaretoken", token.value);
      form.set("field", this.dataset.field);
      form.set(this.dataset.field, this.control.value);
      this.asked?.abort();
      this.asked = new AbortController();
      try {
        const answer = await fetch(this.dataset.url, {
          method: "POST",
          body: form,
          headers: { "HX-Request": "true" },
          credentials: "same-origin",
          redirect: "error",
          signal: this.asked.signal,
        });
        if (!answer.ok) throw new Error(String(answer.status));
        this.out.replaceChildren(...rendered(await answer.text()));
      } catch (error) {
        if (error.name !== "AbortError") this.out.textContent = "No preview at the moment. Your text is safe in the box.";
      }
    }
  },
);
