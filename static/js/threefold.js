/* Optional, on every page: remembers the theme; links projects to the map on hover and focus. */
const root = document.documentElement;
const now = document.getElementById(`theme-${root.dataset.theme || "auto"}`);
if (now) now.checked = true;

for (const choice of document.getElementsByName("theme")) {
  choice.addEventListener("change", () => {
    if (choice.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = choice.value;
    try {
      localStorage.setItem("theme", choice.value);
    } catch {}
  });
}

/* a row of links that moves sideways begins where one is */
for (const here of document.querySelectorAll("nav.tabs [aria-current], .site-nav [aria-current]")) {
  const row = here.parentElement;
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - row.clientWidth / 2;
}

/* what a link leads to is opened where it is folded, for browsers that do not do so themselves */
const unfold = () => {
  const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const fold = place && place.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  place.scrollIntoView();
};
unfold();
addEventListener("hashchange", unfold);

/* profile: point at a project, see on the map which skills it proves */
const map = document.querySelector(".lm");
for (const project of map ? document.querySelectorAll(".proj[data-skills]") : []) {
  const keys = project.dataset.skills.split(" ");
  const light = (on) => {
    for (const skill of map.querySelectorAll(".sk")) skill.classList.toggle("on", on && keys.includes(skill.dataset.k));
  };
  project.addEventListener("pointerenter", () => light(true));
  project.addEventListener("pointerleave", () => light(false));
  project.addEventListener("focusin", () => light(true));
  project.addEventListener("focusout", () => light(false));
}

/* the account menu closes when it is left, and on Escape */
for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
