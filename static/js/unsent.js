/* After a session has ended: what was typed is kept in this tab (by dirty-guard.js). The page that shows what a form carried
   then needs no second tab and leads on to signing in, and the page of signing in says what is kept. */
const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem("unsent"));
  } catch {
    return null;
  }
};

const found = kept();
const isKept = (path) => Boolean(found?.pages?.includes(new URL(path, location.href).pathname));

const link = document.querySelector("[data-unsent-link]");
if (link && isKept(location.pathname)) {
  link.search = new URLSearchParams({ next: found.pages[0] }).toString();
  location.replace(link.href);
}

const note = document.querySelector("[data-unsent]");
const next = document.querySelector("form [name=next]")?.value;
if (note && next && isKept(next)) note.hidden = false;
