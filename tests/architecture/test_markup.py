"""Rules of the pages' source: no code in the markup, no way past the sanitiser, parts only from home (R-XSS-09)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import stylesheet
from tests.architecture.source import ROOT

TEMPLATES = ROOT / "templates"
SCRIPTS = ROOT / "static" / "js"
STYLES = ROOT / "static" / "css"
FAMILIES = {"account": "accounts", "mfa": "accounts", "accounts": "accounts", "core": "core"}
"""Folders of templates that belong to one app; any other folder is an app of its own name."""
SHARED = "components"
MARKUP_FROM_TEXT = {"md-preview.js": "shows what core.markdown has sanitised", "trusted-types.js": "is that policy"}
INCLUDE = re.compile(r"{%-?\s*include\s+(\S+)")


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def markup(path: Path) -> str:
    """The source of a template without its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{% comment.*?%}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)


def lines_with(pattern: str, paths: Iterator[Path] | list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in paths
        for match in re.finditer(pattern, markup(path), flags=re.IGNORECASE | re.DOTALL)
    ]


def family(folder: str) -> str:
    return FAMILIES.get(folder, folder)


@pytest.mark.parametrize(
    "pattern",
    [
        r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)[^>]*>",
        r"<style\b",
        r"\sstyle\s*=",
        r"<[^>{]*\son[a-z]+\s*=",
        r"\bhx-on\b",
        r"\b(hx-vals|hx-vars|hx-headers)\s*=\s*[\"']js:",
        r"\bjavascript:",
        r"<base\b",
        r"\bnonce=",
        r"\|\s*safe(seq)?\b",
        r"{%\s*autoescape\s+off",
        r"{%\s*filter\s+safe",
    ],
)
def test_r_xss_09_no_code_stands_in_the_markup(pattern: str) -> None:
    assert lines_with(pattern, templates()) == []


def test_r_xss_09_the_patterns_find_what_they_are_for(tmp_path: Path) -> None:
    bad = '<script>1</script><p style="a" onclick="b" hx-on:click="c">{{ x|safe }}</p>'
    for pattern in (r"<script(?![^>]*\bsrc=)[^>]*>", r"\sstyle\s*=", r"<[^>{]*\son[a-z]+\s*=", r"\bhx-on\b"):
        assert re.search(pattern, bad)


def test_no_page_keeps_its_forms_from_saying_where_they_come_from() -> None:
    """Under no-referrer browsers send `Origin: null` with a form, which is refused. Every page has a form: signing out.
    One whose address is a secret says strict-origin, over the header."""
    assert lines_with(r"no-referrer", templates()) == []


def test_json_in_a_page_is_data_and_escaped_for_it() -> None:
    """Only what the filter `json_script` or the JSON-LD encoder made may stand in a script element."""
    found = lines_with(r"<script[^>]*application/ld\+json[^>]*>(?!{{ [a-z_.]+ }}</script>).{0,60}", templates())
    assert found == []


@pytest.mark.parametrize(
    "sink",
    [
        r"\binnerHTML\b",
        r"\bouterHTML\b",
        r"\binsertAdjacentHTML\b",
        r"\bdocument\.write",
        r"\bsetHTMLUnsafe\b",
        r"\bparseHTMLUnsafe\b",
        r"\bparseFromString\b",
        r"\bcreateContextualFragment\b",
        r"\bcreatePolicy\b",
        r"\beval\(",
        r"\bnew Function\b",
        r"\bsetTimeout\(\s*[\"'`]",
        r"\.style\b",
        r"https?://",
    ],
)
def test_r_xss_09_scripts_make_no_markup_from_text(sink: str) -> None:
    scripts = [path for path in SCRIPTS.glob("*.js") if path.name not in MARKUP_FROM_TEXT]
    assert lines_with(sink, scripts) == []


def test_the_exceptions_among_scripts_are_still_needed() -> None:
    for name in MARKUP_FROM_TEXT:
        assert re.search(r"setHTML|parseFromString|createPolicy", (SCRIPTS / name).read_text(encoding="utf-8")), name


def test_templates_include_only_from_home_and_from_the_components() -> None:
    found = []
    for path in templates():
        parts = path.relative_to(TEMPLATES).parts
        home = family(parts[0]) if len(parts) > 1 else ""
        for target in INCLUDE.findall(markup(path)):
            folder = target.strip("\"'").partition("/")[0]
            named = target[0] in "\"'"
            if parts[0] == "django" or (named and (folder == SHARED or family(folder) == home)):
                continue
            found.append(f"{path.relative_to(ROOT)}: {target}")
    assert found == []


def test_every_part_that_is_included_exists() -> None:
    targets = {target.strip("\"'") for path in templates() for target in INCLUDE.findall(markup(path))}
    missing = [target for target in targets if target.endswith(".html") and not (TEMPLATES / target).exists()]
    own = [target for target in missing if not target.startswith("django/")]
    assert own == []


def test_every_component_says_what_it_takes() -> None:
    silent = [
        path.name
        for path in (TEMPLATES / SHARED).glob("*.html")
        if not path.read_text(encoding="utf-8").startswith("{% comment %}")
    ]
    assert silent == []


def test_every_component_is_shown_in_the_style_guide() -> None:
    frame = {"base.html": TEMPLATES / "base.html", "404.html": TEMPLATES / "404.html"}
    pages = [*frame.values(), *(TEMPLATES / "core" / "styleguide").glob("*.html"), *(TEMPLATES / SHARED).glob("*.html")]
    shown = {
        target.strip("\"'").removeprefix(f"{SHARED}/") for page in pages for target in INCLUDE.findall(markup(page))
    }
    hidden = sorted({path.name for path in (TEMPLATES / SHARED).glob("*.html")} - shown)
    assert hidden == []


def test_r_xss_03_style_sheets_load_nothing_from_elsewhere() -> None:
    assert lines_with(r"@import|url\(\s*[\"']?(?!\.\./fonts/)[^)]*\)|//[a-z]", list(STYLES.glob("*.css"))) == []


def test_the_one_style_sheet_is_made_of_every_part() -> None:
    assert sorted(stylesheet.PARTS) == sorted(path.stem for path in STYLES.glob("*.css"))
