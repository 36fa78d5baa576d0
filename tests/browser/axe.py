"""Rules of accessibility held against a page by axe-core, and whether the page fits its window."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (1280, 390, 320)
"""axe looks at the first two; the third is the narrowest telephone."""
OPEN = "() => document.querySelectorAll('details:not([open])').forEach((one) => { one.open = true })"
RUN = "(options) => axe.run(document, options).then((result) => result.violations)"
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that a colour scheme can break: seven eighths of the time that axe takes."""
ALIKE = 3
"""Of elements that look alike, so many are looked at where the colours of every one have been seen in another scheme
or at another width: the first of a list, the second, and one that is neither."""
RUN_ON_EACH_KIND = """([options, alike, onlyNew]) => {
  const UNSTYLED = ("action alt aria-controls aria-describedby aria-label aria-labelledby content d datetime for height"
    + " href id maxlength name points src srcset title transform value width x x1 x2 y y1 y2").split(" ");
  const seen = (window.seenByAxe ??= new WeakSet()), number = new Map();
  const itself = (one) => [one.tagName, ...[...one.attributes]
    .filter(({ name }) => !name.startsWith("hx-") && !UNSTYLED.includes(name))
    .map(({ name, value }) => `${name}=${value}`)].join(" ");
  const kind = (one) => (one === document.body ? "" : `${kind(one.parentElement)} > ${itself(one)}`);
  const says = (one) => one.matches("input, select, textarea, button")
    || [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const include = [...document.body.querySelectorAll("*")].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    if (!says(one) || width <= 1 || height <= 1 || !one.checkVisibility({ visibilityProperty: true })) return false;
    if (onlyNew && seen.has(one)) return false;
    seen.add(one);
    number.set(kind(one), 1 + (number.get(kind(one)) ?? 0));
    return number.get(kind(one)) <= alike;
  });
  return include.length ? axe.run({ include }, options).then((result) => result.violations) : [];
}"""
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > room + 1 && !one.closest(".scroll, pre, .vh"))
    .slice(0, 5)
    .map((one) => [one.tagName, one.className, "in", one.parentElement.className, one.getBoundingClientRect().right])
    .map((words) => words.join(" "))
    .concat(`the page is ${document.documentElement.scrollWidth} wide, the window ${room}`);
}"""


def wrong(page: Page) -> list[str]:
    """Everything that is wrong with the page that is open, at all widths."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        told = [*sideways(page), *(faults(page, dark=width == WIDTHS[0]) if width != WIDTHS[-1] else [])]
        found += [f"{page.url} at {width}: {one}" for one in told]
    return found


def faults(page: Page, *, dark: bool = True) -> list[str]:
    """What axe finds in the light and, where colours matter, in the dark; with everything unfolded.

    Colours are the same at every width, so the dark is looked at once, and afterwards only at what was not to be seen.
    """
    page.evaluate(OPEN)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    colours = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": COLOURS}}
    page.emulate_media(color_scheme="light")
    if not dark and page.evaluate("() => 'seenByAxe' in window"):
        others = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in COLOURS}}
        new = page.evaluate(RUN_ON_EACH_KIND, [colours, ALIKE, True])
        return _told("light", [*page.evaluate(RUN, others), *new])
    found = _told("light", page.evaluate(RUN, {"resultTypes": ["violations"]}))
    if not dark:
        return found
    page.emulate_media(color_scheme="dark")
    return found + _told("dark", page.evaluate(RUN_ON_EACH_KIND, [colours, ALIKE, False]))


def _told(scheme: str, violations: list[dict[str, Any]]) -> list[str]:
    return [
        f"{scheme}: {rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']} {node['html'][:160]}"
        for rule in violations
        for node in rule["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """What makes the page wider than its window; nothing when it fits."""
    found: list[str] = page.evaluate(WIDER)
    return found
