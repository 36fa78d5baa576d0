/* <dirty-guard> around one or more forms: asks before a page with unsaved text is left.
   Sending a form drops the guard; an answer that does not save takes it up again: 422, 409, no answer, or a part or page
   that says so itself, as after a step that only adds something: an element without id (htmx gives one with an id its old
   attributes for a moment) has data-unsaved.
   What was sent is kept in this tab until the next page: who had to sign in in between finds it in the form again. */
const KEPT = "unsent";

const keep = (form) => {
  const lines = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  try {
    const action = form.getAttribute("action");
    const pages = [location.pathname, new URL(action || "", location.href).pathname];
    sessionStorage.setItem(KEPT, JSON.stringify({ pages, action, lines }));
  } catch {}
};

const kept = () => {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    const signedIn = new URL(document.referrer || location.href).pathname.startsWith("/accounts/");
    return signedIn && found?.pages.includes(location.pathname) ? found : null;
  } catch {
    return null;
  }
};

customElements.define(
  "dirty-guard",
  class extends HTMLElement {
    connectedCallback() {
      this.dirty = this.isUnsaved();
      this.leaving = (event) => {
        if (this.dirty) event.preventDefault();
      };
      this.addEventListener("input", (event) => this.touch(event));
      this.addEventListener("change", (event) => this.touch(event));
      this.addEventListener("submit", (event) => {
        if (event.submitter?.formTarget === "_blank") return;
        this.dirty = false;
        if (event.target.method === "post") keep(event.target);
      });
      this.addEventListener("htmx:afterRequest", (event) => {
        /* of a form that was swapped, and so is no longer inside, htmx tells what held it */
        const { elt, verb } = event.detail.requestConfig || {};
        const sent = elt?.closest?.("form");
        const wrote = verb !== "get";
        const status = event.detail.xhr?.status || 0;
        if (sent && wrote) this.dirty = !status || status >= 400 || this.isUnsaved();
      });
      addEventListener("beforeunload", this.leaving);
      const found = kept();
      if (found) this.restore(found);
    }

    disconnectedCallback() {
      removeEventListener("beforeunload", this.leaving);
    }

    isUnsaved() {
      return this.querySelector("[data-unsaved]") !== null;
    }

    touch(event) {
      /* a search box filters what is on the page; it is nothing to lose */
      if (event.target.type !== "search" && event.target.form) this.dirty = true;
    }

    restore({ action, lines }) {
      const form = [...this.querySelectorAll("form")].find((one) => one.getAttribute("action") === action);
      if (!form) return;
      const controls = [...form.elements];
      for (const control of controls) {
        const values = lines.filter(([name]) => name === control.name).map(([, value]) => value);
        if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
        else if (values.length && control.type !== "hidden" && control.type !== "submit") control.value = values[0];
        if (values.some((value) => value)) control.closest("details")?.setAttribute("open", "");
      }
      const homeless = lines.filter(([name, value]) => value.trim() && !controls.some((one) => one.name === name));
      this.dirty = true;
      this.tell(form, homeless.map(([, value]) => value));
    }

    /* says that it is not saved, with what found no place in the form any more, and a way to drop it */
    tell(form, homeless) {
      const box = document.createElement("div");
      box.className = "flash";
      box.setAttribute("role", "status");
      box.tabIndex = -1;
      const text = document.createElement("p");
      text.textContent = "Restored, not saved yet: this is what you typed before you were signed out. ";
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "btn quiet small";
      drop.textContent = "Drop it";
      drop.addEventListener("click", () => {
        this.dirty = false;
        location.reload();
      });
      text.append(drop);
      box.append(text);
      for (const value of homeless) {
        const told = document.createElement("pre");
        told.className = "told";
        told.textContent = value;
        box.append(told);
      }
      form.prepend(box);
      box.focus();
    }
  },
);
