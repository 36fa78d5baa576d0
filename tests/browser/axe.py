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
"""The rules that a colour scheme can break."""
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

    Colours are the same at every width, so the dark is looked at once.
    """
    page.evaluate(OPEN)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    page.emulate_media(color_scheme="light")
    found = [*_run(page, "light", {})]
    if dark:
        page.emulate_media(color_scheme="dark")
        found += _run(page, "dark", {"runOnly": {"type": "rule", "values": COLOURS}})
    return found


def _run(page: Page, scheme: str, options: dict[str, Any]) -> list[str]:
    violations = page.evaluate(RUN, {"resultTypes": ["violations"], **options})
    return [
        f"{scheme}: {rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']} {node['html'][:160]}"
        for rule in violations
        for node in rule["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """What makes the page wider than its window; nothing when it fits."""
    found: list[str] = page.evaluate(WIDER)
    return found
