"""The allow-list: what nh3 lets through here, and what `finish` and `mathematics` add, is all that a page can get."""

import nh3

from core.markdown import code

SCHEMES = frozenset({"http", "https", "mailto"})
REL = "nofollow ugc noopener noreferrer"

_NAMES = """
    a blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr input li ol p pre span strong sub sup
    table tbody td th thead tr ul
"""
TAGS = frozenset(_NAMES.split())
ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset(),  # nh3 allows `title` and `lang` everywhere unless it is told not to
    "a": frozenset({"href"}),
    "ol": frozenset({"start"}),
    "input": frozenset({"checked"}),
}
_KINDS = """
    note tip hint info important success question warning caution attention danger failure example quote abstract
"""
ADMONITIONS = frozenset(_KINDS.split())
CLASSES: dict[str, frozenset[str]] = {
    "span": code.CLASSES,
    "pre": frozenset({"code"}),
    "div": ADMONITIONS | {"admonition", "footnote"},
    "p": frozenset({"admonition-title"}),
    "a": frozenset({"footnote-ref", "footnote-backref"}),
    "ul": frozenset({"task-list"}),
    "ol": frozenset({"task-list"}),
    "li": frozenset({"task-list-item"}),
}
_ALIGNMENTS = {"align": {"left", "center", "right"}}


def _relative(address: str) -> str | None:
    """Only a place on the same page may be named without a scheme."""
    return address if address.startswith("#") else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style"},
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    tag_attribute_values={"td": _ALIGNMENTS, "th": _ALIGNMENTS},
    allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
    url_schemes=set(SCHEMES),
    url_relative=_relative,
    link_rel=REL,
    strip_comments=True,
)


def clean(html: str) -> str:
    """`html` with only the tags, attributes, classes and address schemes of this module; every link carries `REL`.

    No `id`, `name`, `style`, `on…`, comment, MathML or SVG comes through. `clean(clean(x)) == clean(x)`.
    """
    return _CLEANER.clean(html)
