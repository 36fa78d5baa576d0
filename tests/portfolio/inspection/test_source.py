"""Cells become Python that parses, line for line, whatever a notebook holds beside Python."""

import ast
import time

import pytest

from portfolio.inspection.source import FOREIGN, MAX_SOURCE, NOTHING, parse

MEANT = {
    "line magic": ("%matplotlib inline\nx = 1", "pass\nx = 1"),
    "indented magic": ("if x:\n    %time\n    y()", "if x:\n    pass\n    y()"),
    "timed statement": ("%time model.fit(x)", "model.fit(x)"),
    "timed cell": ("%%timeit -n 3\ny = f()", "pass\ny = f()"),
    "timed cell with a statement": ("%%timeit z = 3\ny = f(z)", "z = 3\ny = f(z)"),
    "shell": ("!pip install keras\nimport keras", "pass\nimport keras"),
    "shell output": ("files = !ls\nmore = %env HOME", "files = None\nmore = None"),
    "help": ("fit?\n?fit\nmodel.fit??\nx = 1", "pass\npass\npass\nx = 1"),
    "file that is Python": ("%%writefile train.py\nimport os", "pass\nimport os"),
    "rest by": ("x = (a\n  % b)\n%cd ..", "x = a % b\npass"),
    "print of Python 2": ("print 'a', b\nprint\nprint 'x' % 3,", "print('a', b)\nprint\nprint('x' % 3)"),
    "print to a file": ("print 'x'\nprint >>log, x", "print('x')\nprint(x)"),
    "except of Python 2": (
        "try:\n    f()\nexcept (A, B), error:\n    g()",
        "try:\n    f()\nexcept (A, B) as error:\n    g()",
    ),
    "tabs": ("!ls\nif x:\n\ty = 1\n        z = 2", "pass\nif x:\n    y = 1\n    z = 2"),
    "Windows lines": ("x = 1\r\n!ls\r\ny = 2\r", "x = 1\npass\ny = 2"),
    "odd escapes": (r"pattern = '\d+'" + "\nx is 1", r"pattern = '\\d+'" + "\nx is 1"),
}


@pytest.mark.parametrize("case", MEANT)
def test_what_is_not_python_is_read_as_what_it_means(case):
    written, meant = MEANT[case]
    source = parse(written)
    assert ast.unparse(source.tree) == meant
    assert source.skipped == ()


def test_lines_keep_their_numbers():
    tree = parse("%matplotlib inline\n\n!ls\nfirst()\nprint 'x'\nsecond()").tree
    calls = {node.func.id: node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert calls == {"first": 4, "print": 5, "second": 6}


@pytest.mark.parametrize("magic", ["bash", "sh", "html", "javascript", "writefile notes.txt", "latex", "R", "cython"])
def test_cells_in_other_languages_are_empty(magic):
    assert parse(f"\n%%{magic}\npython train.py --dropout 0.5") is FOREIGN
    assert FOREIGN.tree.body == []


def test_a_line_that_cannot_be_read_is_given_up_alone():
    source = parse("a = 1\nb = = 2\nc = 3")
    assert ast.unparse(source.tree) == "a = 1\npass\nc = 3"
    assert source.skipped == (2,)


def test_a_block_whose_head_cannot_be_read_is_given_up_whole():
    source = parse("def f(:\n    return 1\nd = 4")
    assert ast.unparse(source.tree) == "pass\nd = 4"
    assert source.skipped == (1, 2)


def test_a_text_that_looks_like_magic_stays_a_text():
    tree = parse("s = '''\n!rm\n%%bash\n'''\nt = 1").tree
    assert [type(node).__name__ for node in tree.body] == ["Assign", "Assign"]
    assert isinstance(tree.body[0].value, ast.Constant) and tree.body[0].value.value == "\n!rm\n%%bash\n"


@pytest.mark.parametrize(
    "source",
    [
        "x = \x00",
        "x" * (MAX_SOURCE + 1),
        "-" * 50_000 + "1",
        "1" + "+1" * 50_000,
        "a" + ".b" * 50_000,
        "not " * 50_000 + "x",
        "no python at all, but a sentence.\n" * 100,
        "x = '\ud800'",
    ],
    ids=range(8),
)
def test_what_no_person_wrote_is_nothing_and_costs_little(source):
    start = time.process_time()
    assert parse(source) is NOTHING
    assert time.process_time() - start < 5


def test_nothing_is_run():
    assert parse("%run evil.py\n!touch /tmp/never\nraise SystemExit").skipped == ()
