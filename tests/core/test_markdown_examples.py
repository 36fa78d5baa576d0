"""R-XSS-04: ordinary Markdown reads as everywhere else. Counts per section are frozen; a drop fails."""

import json
from collections import Counter
from pathlib import Path

import pytest

from core.markdown import convert
from tests.core import commonmark

DATA = Path(__file__).parent / "data"


def own_examples() -> list[tuple[str, str, str]]:
    """Section, Markdown and HTML of each example of data/examples.md; the last `---` of an example starts its HTML."""
    found = []
    for part in (DATA / "examples.md").read_text(encoding="utf-8").split("=== ")[1:]:
        section, _, rest = part.partition("\n")
        source, _, html = rest.rpartition("\n---\n")
        found.append((section, source, html))
    return found


def shown(source: str) -> str:
    return commonmark.normal(convert.to_html(source)[0])


@pytest.mark.parametrize(("section", "source", "html"), own_examples())
def test_r_xss_04_an_ordinary_text_reads_as_everywhere_else(section: str, source: str, html: str) -> None:
    assert shown(source) == commonmark.normal(html)


def test_r_xss_04_every_section_has_its_examples() -> None:
    assert Counter(section for section, _, _ in own_examples()) == {
        "Paragraphs": 2, "Headings": 3, "Rules": 2, "Code": 5, "Quotations": 2, "Lists": 7, "Emphasis": 3, "Links": 3,
        "Images": 1, "Breaks": 1, "Escapes": 1, "Entities": 1, "Raw HTML": 1, "Tables": 5,
    }  # fmt: skip


@pytest.mark.skipif(not commonmark.examples(), reason="no examples: python -m tests.core.commonmark fetches them")
def test_r_xss_04_as_many_examples_of_commonmark_as_before() -> None:
    """Raw HTML is shown as text, tabs and tight lists follow Python-Markdown: not all can pass (decision 10)."""
    passed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for example in commonmark.examples():
        total[example["section"]] += 1
        passed[example["section"]] += shown(example["markdown"]) == commonmark.normal(example["html"])
    frozen = json.loads((DATA / "commonmark_counts.json").read_text(encoding="utf-8"))
    assert sum(total.values()) == 652
    assert {section: [passed[section], total[section]] for section in total} == frozen
