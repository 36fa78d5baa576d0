/* After htmx has put a part of the studio into the page: the title of the tab is that of the part (data-title), and messages
   of what was done before give way to what the part says. */
document.addEventListener("htmx:afterSwap", (event) => {
  const named = document.querySelector("[data-title]");
  if (named) document.title = named.dataset.title;
  const { verb } = event.detail.requestConfig || {};
  if (verb && verb !== "get") document.getElementById("flashes")?.replaceChildren();
});
