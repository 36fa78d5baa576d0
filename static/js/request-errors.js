/* Says so when a request of htmx failed in a way that has no part to show (the rest, 422 and 409, is swapped in). */
const TEXTS = {
  0: "No answer from the server. What you typed is still here; try again in a moment.",
  403: "Not saved: you may not do this, or the page was open too long. Reload it in a second tab and try again.",
  404: "Not saved: this is no longer there.",
  413: "Not saved: the file is too large.",
  429: "Too many requests. Wait a minute, then try again; what you typed is still here.",
};
const OTHER = "Not saved: the server failed. What you typed is still here; try again in a moment.";

const tell = (status) => {
  const place = document.getElementById("flashes");
  if (!place) return;
  const box = document.createElement("div");
  const text = document.createElement("p");
  box.className = "flash bad";
  text.textContent = TEXTS[status] || OTHER;
  box.append(text);
  place.replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:responseError", (event) => tell(event.detail.xhr.status));
document.addEventListener("htmx:sendError", () => tell(0));
document.addEventListener("htmx:timeout", () => tell(0));
