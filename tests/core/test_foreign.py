"""HTML of programs: tables and text come through, in our own mark-up, and nothing else does (R-XSS-05)."""

from __future__ import annotations

import time

import pytest

from core.markdown import events, foreign, sanitise, stored
from tests.core import markup

SCROLL = '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table class="data">'


def test_a_table_gets_our_classes_scopes_and_a_place_to_scroll() -> None:
    html = foreign.clean(
        '<table border="1" class="x" id="y" style="z"><thead><tr><th></th><th>n</th><th>name</th></tr></thead>'
        "<tbody><tr><th>0</th><td>1,200.5</td><td>a</td></tr></tbody></table>"
    )
    assert html == (
        f'{SCROLL}<thead><tr><td></td><th scope="col" class="num">n</th><th scope="col">name</th></tr></thead>'
        '<tbody><tr><th scope="row">0</th><td class="num">1,200.5</td><td>a</td></tr></tbody></table></div>'
    )
    assert foreign.has_table(html)


@pytest.mark.parametrize(
    "words", ["1", "-1.5", "+2", "1e-05", "1,234", "98.5%", "nan", "NaN", "inf", "-inf", "None", "NaT", "True", ".5"]
)
def test_figures_stand_right(words: str) -> None:
    assert f'<td class="num">{words}</td>' in foreign.clean(f"<table><tr><td>{words}</td></tr></table>")


@pytest.mark.parametrize("words", ["a", "1 to 2", "2026-10-12", "v1", "-", "1.2.3", "e5"])
def test_words_stand_left(words: str) -> None:
    assert f"<td>{words}</td>" in foreign.clean(f"<table><tr><td>{words}</td></tr></table>")


def test_spans_are_kept_and_only_as_numbers() -> None:
    html = foreign.clean(
        '<table><tr><td colspan="2" rowspan="03">a</td><td colspan="9999" rowspan="x">b</td></tr></table>'
    )
    assert '<td colspan="2">a</td><td>b</td>' in html


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<h2>Head</h2>", "<p><strong>Head</strong></p>"),
        ("<pre>code</pre>", '<pre class="code" tabindex="0">code</pre>'),
        ("<a href='https://e.org/'>x</a>", f'<a href="https://e.org/" rel="{sanitise.REL}">x</a>'),
        ("<a href='/accounts/logout/'>x</a>", "x"),
        ("<a href='//e.org/'>x</a>", "x"),
        ("<a href='javascript:alert(1)'>x</a>", "x"),
        ("<a href='data:text/html,x'>x</a>", "x"),
        ("<a href='https://e.org/'><img src=x></a>y", "y"),
        ("<center><font color=red>x</font></center>", "x"),
        ("<div id='main' class='btn' style='position:fixed' onclick=x>y</div>", "<div>y</div>"),
        ("x<style>a{}</style><script>y</script><svg><text>z</text></svg><iframe>w</iframe>", "x"),
        ("x<button>press</button><textarea>t</textarea><template>u</template><noscript>v</noscript>", "x"),
        ("<math><mtext>x</mtext></math>y<!-- c -->", "y"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("a &lt;script&gt; b", "a &lt;script&gt; b"),
        ("<script>only</script>", ""),
        ("<div> \n <br></div>", ""),
        ("<img src='https://e.org/pixel.png'>", ""),
        ("", ""),
    ],
)
def test_r_xss_05_what_comes_through(dirty: str, clean: str) -> None:
    assert foreign.clean(dirty) == clean


ATTACKS = (
    "<img src=x onerror=alert(1)>text",
    "<svg onload=alert(1)>text",
    "<table background='https://e.org/x'><td>a</table>",
    "<table><td><img src=x onerror=alert(1)>a</table>",
    "<form action=/x><input name=a>text</form>",
    "<base href=//e>a",
    "<link rel=stylesheet href=//e>a",
    "<meta http-equiv=refresh content='0;url=//e'>a",
    "<details open ontoggle=x>a",
    "<a href='https://e.org/\"onclick=alert(1)'>a</a>",
    "<xss style='behavior:url(x)'>a",
    "<video src=//e autoplay>a",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script>a",
    "<table><caption><svg><style><img src=x onerror=alert(1)></style></svg>a</caption></table>",
)


@pytest.mark.parametrize("dirty", ATTACKS)
def test_r_xss_05_nothing_acts_and_the_raw_text_would(dirty: str) -> None:
    clean = foreign.clean(dirty)
    assert bad(dirty), "the control does not fire"
    assert bad(clean) == []


def bad(html: str) -> list[str]:
    return [fault for fault in markup.faults(html) if fault != "element caption"]


LARGE = (
    "<b>" * 40_000,
    "<div>" * 40_000 + "x",
    "<table><tr><td>" * 12_000 + "x",
    "<li>" * 39_000 + "x",
    "".join(f"<i x={at}>" for at in range(59)) + "<p>x" * 30_000,
    "<a href=http://e.org/>" * 15_000 + "x",
    "<" * 39_000,
    "<table>" + "<tr><td>1" * 19_000,
    "x" * 500_000,
    "&amp;" * 70_000,
)


@pytest.mark.parametrize("html", LARGE, ids=range(len(LARGE)))
def test_no_html_takes_long(html: str) -> None:
    start = time.process_time()
    foreign.clean(html)
    assert time.process_time() - start < 3


def test_what_is_made_is_made_of_plain_tags() -> None:
    html = foreign.clean("<table><tr><th>a<td>1</table><p>x<br>y<pre>z</pre><a href='https://e.org/?a=1&b=2'>l</a>")
    assert "".join(map(str, events.read(html))) == html


def test_stored_html_is_trusted_and_an_excerpt_has_no_ids() -> None:
    html = '<h3 id="cell-1-a">A</h3><p class="x" id="x">b id="c"</p>'
    assert stored.trusted(html).__html__() == html
    assert stored.without_anchors(html) == '<h3>A</h3><p class="x">b id="c"</p>'
