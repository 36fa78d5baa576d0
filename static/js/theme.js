/* The chosen theme, before the first paint. Everything else about it is in threefold.js. */
try {
  const saved = localStorage.getItem("theme");
  if (saved === "light" || saved === "dark") document.documentElement.dataset.theme = saved;
} catch {}
