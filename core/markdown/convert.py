"""Markdown to HTML that is not clean yet: place-holders stand where formulas and pictures will be."""

import re
import secrets
import threading
from dataclasses import dataclass, field
from html import unescape
from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteReorderingProcessor
from markdown.treeprocessors import Treeprocessor

from core.markdown import code, guards

IMAGE_SCHEME = "image:"
"""`![alt](image:name)` asks for a picture of the mapping that the caller gives; every other address is remote."""

_EXTENSIONS = ["tables", "footnotes", "admonition", "sane_lists", "pymdownx.superfences", "pymdownx.tasklist",
               "pymdownx.tilde", "pymdownx.arithmatex"]  # fmt: skip
_CONFIGS = {
    "footnotes": {"USE_DEFINITION_ORDER": False},
    "tables": {"use_align_attribute": True},
    "pymdownx.superfences": {
        "relaxed_headers": True,
        "custom_fences": [{"name": "*", "class": "", "format": code.fence, "validator": code.any_option}],
    },
    "pymdownx.tilde": {"subscript": False},
    "pymdownx.arithmatex": {"generic": True, "smart_dollar": True, "inline_syntax": ["dollar"]},
}


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula: its TeX without the delimiters, and whether it stands on a line of its own."""

    tex: str
    block: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One `![alt](image:name "caption")`."""

    name: str
    alt: str
    caption: str


@dataclass(slots=True)
class Held:
    """What the place-holders of one conversion stand for. A place-holder is a word that is not in the source."""

    source: str
    things: dict[str, Formula | Picture] = field(default_factory=dict)
    stem: str = ""

    def __post_init__(self) -> None:
        while not self.stem or self.stem in self.source:
            self.stem = f"held{secrets.token_hex(12)}"

    def hold(self, thing: Formula | Picture) -> str:
        """Keeps `thing` and returns the word that stands for it."""
        word = f"{self.stem}x{len(self.things)}z"
        self.things[word] = thing
        return word

    def words(self) -> re.Pattern[str]:
        """Matches every word that was handed out, in one group."""
        return re.compile(rf"({self.stem}x\d+z)")


class _Hold(Treeprocessor):
    """Takes formulas and images out of the tree, after the inline patterns have run."""

    held: Held

    def run(self, root: ElementTree.Element) -> None:
        inside_link = {child for link in root.iter("a") for child in link.iter("img")}
        for element in list(root.iter()):
            if element.get("class") == "arithmatex":
                self._formula(element)
            elif element.tag == "img":
                self._image(element, element in inside_link)

    def _formula(self, element: ElementTree.Element) -> None:
        block = element.tag == "div"
        tex = (element.text or "")[2:-2]
        element.text = self.held.hold(Formula(unescape(tex) if block else tex, block))
        element.attrib.clear()
        element.tag = "p" if block else "span"

    def _image(self, element: ElementTree.Element, inside_link: bool) -> None:
        address, alt, caption = (element.get(name, "") for name in ("src", "alt", "title"))
        element.attrib.clear()
        if address.startswith(IMAGE_SCHEME):
            element.tag = "span"
            element.text = self.held.hold(Picture(address.removeprefix(IMAGE_SCHEME), alt, caption))
            return
        element.text = alt or address
        element.tag = "span" if inside_link else "a"
        if not inside_link:
            element.set("href", address)


class _NotesInOrder(FootnoteReorderingProcessor):
    """Footnotes in the order in which the text refers to them. The parent class fails on a note without text."""

    def reorder_footnotes(self, parent: ElementTree.Element) -> None:
        """Sorts the items of the list; notes that nothing refers to come last."""
        order = {f"fn:{label}": place for place, label in enumerate(self.footnotes.footnote_order)}
        for notes in parent.findall("ol"):
            notes[:] = sorted(notes, key=lambda item: order.get(item.get("id", ""), len(order)))


class _House(Extension):
    """No raw HTML, no slow paths, and the place-holders."""

    hold: _Hold
    budget: guards.Budget

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (the name is Python-Markdown's)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        self.budget = guards.install(md)
        if "footnote-reorder" in md.treeprocessors:
            notes = md.treeprocessors["footnote-reorder"].footnotes
            md.treeprocessors.register(_NotesInOrder(notes), "footnote-reorder", 19)
        self.hold = _Hold(md)
        md.treeprocessors.register(self.hold, "hold", 12)


class _Converter:
    """Python-Markdown with the extensions `names`; it keeps nothing from one text to the next."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.house = _House()
        configs = {name: options for name, options in _CONFIGS.items() if name in names}
        self.markdown = markdown.Markdown(extensions=[*names, self.house], extension_configs=configs)

    def convert(self, source: str, held: Held) -> str:
        self.house.hold.held = held
        self.house.budget.begin()
        self.markdown.reset()
        return self.markdown.convert(source)


class _Ready(threading.local):
    """The converters of a thread, by the names of their extensions: making one takes longer than most texts do."""

    def __init__(self) -> None:
        self.converters: dict[tuple[str, ...], _Converter] = {}


_ready = _Ready()


class Unconvertible(Exception):
    """Python-Markdown, or one of its extensions, failed on this text."""


def to_html(source: str) -> tuple[str, Held]:
    """HTML of `source`, with raw HTML shown as text, and what its place-holders stand for.

    The result is not clean: it must go through `sanitise.clean`. Raises Unconvertible.
    """
    held = Held(source)
    names = tuple(guards.affordable(source, _EXTENSIONS))
    converter = _ready.converters.pop(names, None) or _Converter(names)
    try:
        html = converter.convert(source, held)
    except Exception as error:  # a text must never take its page down, whatever an extension stumbles over
        raise Unconvertible(type(error).__name__) from error
    _ready.converters[names] = converter  # one that failed is not used again
    return html, held
