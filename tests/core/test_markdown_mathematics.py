"""Formulas: MathML on the server, rebuilt from an allow-list, and never the end of the process."""

import subprocess
import sys

import math_core
import pytest

from core import markdown
from core.markdown import mathematics
from core.markdown.convert import Formula
from tests.core.markup import elements, faults


def one(tex: str, block: bool = False) -> str:
    return mathematics.to_mathml([Formula(tex, block)], "s-")[0]


@pytest.mark.parametrize("source", ["$x^2$", r"\(x^2\)"])
def test_a_formula_in_the_text(source: str) -> None:
    square = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
    assert markdown.render(f"Area {source}.") == f"<p>Area {square}.</p>"


@pytest.mark.parametrize("source", ["$$\nx^2\n$$", "\\[\nx^2\n\\]", "\\begin{equation*}\nx^2\n\\end{equation*}"])
def test_a_formula_on_its_own_line(source: str) -> None:
    done = markdown.render(f"Before\n\n{source}\n\nafter")
    assert '<div class="math" role="group" aria-label="Formula" tabindex="0"><math display="block">' in done
    assert "<p></p>" not in done


def test_money_is_no_formula() -> None:
    assert markdown.render("It costs $5 and then $6.") == "<p>It costs $5 and then $6.</p>"


def test_code_is_no_formula() -> None:
    assert markdown.render("`$x$`") == "<p><code>$x$</code></p>"


def test_layout_comes_as_classes_and_colour_not_at_all() -> None:
    done = one(r"\begin{aligned}a&=b\\\color{red}c&=d\end{aligned}", block=True)
    assert " style=" not in done
    assert "#FF0000" not in done
    assert '<mtd class="ma-r ma-je ma-pr0">' in done
    assert 'style="' in math_core.LatexToMathML().convert_with_local_state(r"\color{red}x", displaystyle=False)


def test_every_style_that_the_converter_writes_is_known() -> None:
    """A new version of the converter with another layout string would lose it silently."""
    formulas = [
        r"\begin{align}a&=b\label{q}\\c&=d\tag{3}\end{align}", r"\begin{aligned}a&=b\\c&=d\end{aligned}",
        r"\begin{cases}a&b\\c&d\end{cases}", r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", r"\begin{gather}a\\b\end{gather}",
        r"\begin{array}{|c|r:l|}\hline a&b&c\\\hdashline d&e&f\\\hline\end{array}", r"\begin{equation}x\end{equation}",
        r"\begin{multline}a\\b\end{multline}", r"\begin{smallmatrix}a&b\end{smallmatrix}", r"\phantom{x}\boxed{y}",
    ]  # fmt: skip
    converter = math_core.LatexToMathML(continue_on_error=True)
    written = set()
    for mathml in converter.convert_all([(tex, True) for tex in formulas]):
        for _, element in elements(mathml):
            written |= set(mathematics._declarations(element.get("style", "")))
    assert written - set(mathematics.STYLES) == set()
    assert len(written) > 10


def test_equations_are_numbered_and_referred_to_across_the_text_with_ids_of_ours() -> None:
    done = markdown.render("See $\\eqref{eq:one}$.\n\n$$\n\\begin{equation}x\\label{eq:one}\\end{equation}\n$$")
    assert '<a href="#s-eq-1">(1)</a>' in done
    assert 'id="s-eq-1"' in done
    assert "eq:one" not in done


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\foo", 'Unknown command "\\foo"'),
        (r"a & b", "table-like"),
        (r"\newcommand{\a}{x}\a", "not supported"),
        (r"\def\a{x}\a", "not supported"),
        ("x" * 8001, "at most 8,000"),
        ("{" * 61 + "}" * 61, "60 levels"),
        (r"\left(" * 61 + r"\right)" * 61, "60 levels"),
        (r"{\}" * 61, "60 levels"),
    ],
)
def test_a_formula_that_is_not_shown_says_why(tex: str, reason: str) -> None:
    done = one(tex)
    assert done.startswith('<code class="math-error">')
    assert reason in done.replace("&quot;", '"')
    assert faults(done) == []


def test_an_error_in_one_formula_leaves_the_others() -> None:
    done = markdown.render(r"$\foo$ and $x$ and $\bar$")
    assert done.count("math-error") == 2
    assert "<math><mi>x</mi></math>" in done


@pytest.mark.parametrize(
    "tex",
    [r"\text{<img src=x onerror=alert(1)>}", r"\operatorname{<script>}", "x<y>z&w", r"\text{\textbf{a} & b}",
     r"\cancel{x}", r"\tag{<b>}x", r"\mathrm{javascript:}", r"\boxed{\text{a}}"],
)  # fmt: skip
def test_r_xss_02_no_formula_leaves_the_allow_list(tex: str) -> None:
    assert faults(one(tex)) == []
    assert faults(one(rf"\begin{{equation}}{tex}\end{{equation}}", block=True)) == []


CHAINS = [
    r"\sqrt ",
    r"\hat ",
    r"\bm ",
    r"\rm ",
    r"\not ",
    r"\frac1",
    r"\overset a",
    r"\color{red}",
    r"\mathbf ",
    r"\binom1",
]


@pytest.mark.slow
@pytest.mark.parametrize("chain", CHAINS)
def test_r_in_07_deep_formulas_do_not_end_the_process_whatever_the_stack_of_the_server(chain: str) -> None:
    """Control: the same formula in a thread with a small stack kills the process for most of these commands."""
    tex = (chain * (mathematics.MAX_LENGTH // len(chain)))[: mathematics.MAX_LENGTH - 1] + "x"
    code = (
        "import sys, threading; threading.stack_size(256 * 1024)\n"
        "from core.markdown import mathematics; from core.markdown.convert import Formula\n"
        "tex = sys.stdin.read(); out = []\n"
        "t = threading.Thread(target=lambda: out.append(mathematics.to_mathml([Formula(tex, True)], 's-')[0]))\n"
        "t.start(); t.join(); print(out[0][:5])"
    )
    done = subprocess.run([sys.executable, "-c", code], input=tex, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout[:2]) == (0, "<d") or done.stdout.startswith("<code"), done.stderr


@pytest.mark.slow
def test_r_in_07_control_a_deep_formula_in_a_small_stack_ends_the_process() -> None:
    code = (
        "import threading, math_core; threading.stack_size(256 * 1024)\n"
        "c = math_core.LatexToMathML(continue_on_error=True)\n"
        "t = threading.Thread(target=lambda: c.convert_all([('\\\\sqrt ' * 1300 + 'x', True)])); t.start(); t.join()"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60).returncode < 0


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Here is $$a^2$$ inside.", "<p>Here is <math><msup><mi>a</mi><mn>2</mn></msup></math> inside.</p>"),
        ("one $$ x $$ and $y$", "<p>one <math><mi>x</mi></math> and <math><mi>y</mi></math></p>"),
        ("`$$a$$` stays", "<p><code>$$a$$</code> stays</p>"),
        ("open $$a", "<p>open $$a</p>"),
        ("$$$ and $5", "<p>$$$ and $5</p>"),
    ],
)
def test_double_dollars_within_a_line_are_a_formula_without_stray_dollars(source: str, words: str) -> None:
    assert markdown.render(source) == words
