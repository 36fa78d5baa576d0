"""What rendered text may consist of, written down a second time and independently of core.markdown."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib

HTML = {
    "a", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "nav", "ol", "p", "pre", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
MATHML = {
    "math", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded",
    "mphantom", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts",
    "none", "mtable", "mtr", "mtd",
}  # fmt: skip
ATTRIBUTES = {
    "": {"class", "id"},
    "a": {"href", "rel", "aria-label"},
    "div": {"role", "aria-label", "tabindex"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
    "nav": {"aria-label"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "span": {"role", "aria-label"},
    "th": {"scope"},
}
OUR_ID = re.compile(r"s-(?:[a-z0-9_]+(?:-[a-z0-9_]+)*|fn-\d+|fnref-\d+(?:-\d+)?|eq-\d+)")
REL = "nofollow ugc noopener noreferrer"
PAGES_OWN_CLASSES = {"leaf", "cell", "verified", "btn", "warn", "flash"}


def elements(html: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """Every element that a browser's parser makes of `html`, with its plain name."""
    root = html5lib.parseFragment(html, container="div", namespaceHTMLElements=True)
    for element in root.iter():
        if isinstance(element.tag, str):
            space, _, name = element.tag.rpartition("}")
            if name != "DOCUMENT_FRAGMENT":
                yield (f"math:{name}" if "MathML" in space else f"svg:{name}" if "svg" in space else name), element
        else:
            yield "comment", element


def faults(html: str) -> list[str]:
    """What in `html` stands outside of what is allowed; empty for good HTML."""
    return [fault for name, element in elements(html) for fault in _faults_of(name, element)]


def _faults_of(name: str, element: ElementTree.Element) -> Iterator[str]:
    math = name.startswith("math:")
    if not (name.removeprefix("math:") in MATHML if math else name in HTML):
        yield f"element {name}"
        return
    for key, value in element.attrib.items():
        plain = str(key).rpartition("}")[2]
        known = math or plain in ATTRIBUTES[""] | ATTRIBUTES.get(name, set())
        if not known or plain.startswith("on") or plain in {"style", "name", "srcdoc"}:
            yield f"{name} {plain}={value}"
        if plain == "id" and not OUR_ID.fullmatch(value):
            yield f"{name} id={value}"
        if plain == "class" and set(value.split()) & PAGES_OWN_CLASSES:
            yield f"{name} class={value}"
    yield from _addresses(name, element)


def _addresses(name: str, element: ElementTree.Element) -> Iterator[str]:
    href = element.get("href")
    if href is not None and not href.startswith("#s-"):
        if urlsplit(href).scheme.lower() not in {"http", "https", "mailto"}:
            yield f"{name} href={href}"
        if element.get("rel") != REL:
            yield f"{name} rel={element.get('rel')}"
    if name == "img" and not element.get("src", "").startswith("/media/"):
        yield f"img src={element.get('src')}"
