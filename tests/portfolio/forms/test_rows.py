"""Forms of several lines."""

from decimal import Decimal

from django.http import QueryDict

from portfolio.forms.profiles import LINK_SCHEMES, BackgroundRow, LinkRow
from portfolio.forms.results import REFERENCE_FIELDS, ReferenceForm
from portfolio.forms.rows import MOST, rows_of, with_another


def sent(prefix: str, *lines: dict[str, str], total: str = "") -> QueryDict:
    data = QueryDict(mutable=True)
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = total or str(len(lines)), "1"
    for n, line in enumerate(lines):
        for name, value in line.items():
            data[f"{prefix}-{n}-{name}"] = value
    return data


def test_empty_lines_are_no_lines() -> None:
    data = sent(
        "ref", {"role": "naive", "value": "0.50"}, {"role": "simple", "value": " "}, {"role": "strong", "value": "0.9"}
    )
    rows = rows_of(ReferenceForm, prefix="ref", data=data)
    assert rows.is_valid()
    assert [(r["role"], r["value"]) for r in rows.given] == [("naive", Decimal("0.50")), ("strong", Decimal("0.9"))]


def test_a_line_with_something_needs_what_makes_it_a_line() -> None:
    rows = rows_of(ReferenceForm, prefix="ref", data=sent("ref", {"role": "naive", "value": "", "source": "Paper"}))
    assert not rows.is_valid() and rows.forms[0].errors["value"] == ["Give the figure, or clear the line."]


def test_a_choice_alone_does_not_make_a_line() -> None:
    rows = rows_of(BackgroundRow, prefix="background", data=sent("background", {"kind": "study"}))
    assert rows.is_valid() and rows.given == []


def test_more_lines_than_allowed_are_refused() -> None:
    lines = [{"label": f"L{n}", "url": "https://e.org"} for n in range(MOST + 1)]
    assert not rows_of(LinkRow, prefix="link", data=sent("link", *lines)).is_valid()


def test_numbers_that_lie_about_the_lines_do_no_harm() -> None:
    for total in ("-1", "99999999", "x", "1e9", "٣"):
        rows = rows_of(LinkRow, prefix="link", data=sent("link", {"label": "A", "url": "https://e.org"}, total=total))
        rows.is_valid()
        assert len(with_another(sent("link", total=total), prefix="link", names=("label", "url"))) < MOST


def test_another_line_keeps_what_was_typed_valid_or_not() -> None:
    data = sent("ref", {"role": "strong", "value": "not a figure"}, {"role": "", "value": ""})
    again = with_another(data, prefix="ref", names=REFERENCE_FIELDS)
    assert [line["value"] for line in again] == ["not a figure"]
    assert len(rows_of(ReferenceForm, prefix="ref", initial=again).forms) == 2


def test_addresses_of_links_get_their_scheme_and_only_safe_ones_pass() -> None:
    def clean(url: str) -> tuple[bool, str]:
        form = LinkRow({"label": "x", "url": url})
        return form.is_valid(), form.cleaned_data.get("url", "")

    assert clean("ida@example.org") == (True, "mailto:ida@example.org")
    assert clean("example.org/ida") == (True, "https://example.org/ida")
    assert clean("http://example.org") == (True, "http://example.org")
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://e.org",
        "mailto:x",
        "https://",
        "JAVASCRIPT:x",
        "//e\n.org",
    ):
        ok, url = clean(bad)
        assert not ok or url.startswith(LINK_SCHEMES), bad
