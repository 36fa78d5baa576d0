"""Feeds of what people typed."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from core import atom

AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
NS = "{http://www.w3.org/2005/Atom}"


def read(text: str) -> ElementTree.Element:
    """A feed in which every text is this one, as a reader takes it."""
    feed = atom.Feed(title=text, link="https://x.example/", description=text, author_name=text, feed_guid="urn:uuid:1")
    feed.add_item(title=text, link="https://x.example/a", description=text, unique_id="urn:uuid:2", updateddate=AT)
    return ElementTree.fromstring(feed.answer().content)


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_left_out(character: str) -> None:
    root = read(f"Net{character}works")
    texts = [e.text for tag in ("title", "name", "summary") for e in root.iter(f"{NS}{tag}")]
    assert texts == ["Networks"] * 4


def test_everything_else_stays() -> None:
    text = "Tab\tline\nÅsa 東京 🦉 \x85 & “3 < 4”"
    assert [e.text for e in read(text).iter(f"{NS}title")] == [text] * 2


def test_a_summary_is_plain_text_also_for_readers_that_take_it_for_html() -> None:
    root = read("3 < 4 <b>bold</b>")
    assert [e.text for e in root.iter(f"{NS}summary")] == ["3 &lt; 4 &lt;b&gt;bold&lt;/b&gt;"]
