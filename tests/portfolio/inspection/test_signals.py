"""From code to proposals: what each construct finds, how sure it is, what is said; and made notebooks, exactly."""

import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from competence.formats import toml
from competence.skill_signals import Signal, from_data
from portfolio.inspection import scripts
from portfolio.inspection.code import inspect
from portfolio.inspection.patterns import name_fits, text_fits, value_fits
from portfolio.inspection.signals import Place, Proposal, propose
from tests.factories.competence import shipped_files
from tests.portfolio.inspection import worlds, worlds_more
from tests.portfolio.inspection.worlds import Made, notebook

MADE = {name: made for module in (worlds, worlds_more) for name, made in vars(module).items() if isinstance(made, Made)}
HINTS: Mapping[str, set[str]] = {
    "TORCH": {"l3.technique.compare-domain-models"},
    "SKLEARN": {"l1.modeling.select-final-model"},
    "HUGGING_FACE": {"l3.data-handling.acquire-domain-data"},
    "FASTAI": {"l3.data-handling.acquire-domain-data"},
}


@cache
def shipped() -> Mapping[str, tuple[Signal, ...]]:
    framework = toml.read_framework(dict(shipped_files())["three-levels.toml"], "three-levels.toml")
    return {key: skill.signals for key, skill in framework.skills.items()}


def found(data: Mapping[str, Any], *sources: str) -> list[tuple[str, int]]:
    """The places that one signal finds: (cell, line)."""
    proposals = propose(inspect(notebook(*sources)), {"s": [from_data(data)]})
    return [(place.cell, place.line) for proposal in proposals for place in proposal.places]


@pytest.mark.parametrize("name", MADE)
def test_a_made_notebook_gives_exactly_its_skills(name):
    proposals = propose(inspect(MADE[name].notebook), shipped())
    assert {p.skill for p in proposals if p.confidence != "hint"} == set(MADE[name].labels)
    assert {p.skill for p in proposals if p.confidence == "hint"} == HINTS.get(name, set())


@pytest.mark.parametrize("name", MADE)
def test_each_proposal_leads_to_the_cell_that_shows_it(name):
    for proposal in propose(inspect(MADE[name].notebook), shipped()):
        if proposal.confidence != "hint":
            cells = [place.cell for place in proposal.places]
            assert f"cell-{MADE[name].labels[proposal.skill]}" in cells, proposal
            assert proposal.why and all(why[0].isupper() and why.endswith(".") for why in proposal.why)


def test_every_skill_of_a_library_is_found_in_some_made_notebook():
    labelled = {skill for made in MADE.values() for skill in made.labels}
    assert len(labelled) > 45


def test_a_proposal_says_what_where_and_how_sure():
    data = {"call": ["keras.layers.Dropout", "torch.nn.Dropout*"], "why": "A dropout layer"}
    code = inspect(notebook("from keras import layers", "m = [\n  layers.Dropout(0.5),\n]"))
    assert propose(code, {"a.b": [from_data(data)], "a.c": [from_data({"call": "a.b"})]}) == (
        Proposal(
            skill="a.b",
            confidence="strong",
            why=("A dropout layer: cell 2, line 2 calls keras.layers.Dropout(rate=0.5).",),
            places=(Place("cell-2", 2, "layers.Dropout(0.5),"),),
        ),
    )


def test_in_a_script_only_lines_are_named():
    code = inspect(scripts.read(b"import torch\ntorch.nn.Dropout(0.1)\n", "net.py"))
    (proposal,) = propose(code, {"s": [from_data({"call": "torch.nn.Dropout"})]})
    assert proposal.why == ("Line 2 calls torch.nn.Dropout(p=0.1).",)
    assert proposal.places[0].words == "cell 1, line 2"


def test_the_strongest_signal_gives_confidence_and_best_place():
    signals = [
        from_data({"call": "*.a", "confidence": "hint", "why": "First"}),
        from_data({"call": "*.b", "confidence": "likely", "why": "Second"}),
    ]
    (proposal,) = propose(inspect(notebook("x.a()\nx.b()")), {"s": signals})
    assert proposal.confidence == "likely"
    assert proposal.why == ("Second: line 2 calls x.b().", "First: line 1 calls x.a().")
    assert [place.line for place in proposal.places] == [2, 1]


def test_many_places_are_counted_not_listed():
    (proposal,) = propose(inspect(notebook("\n".join(["f.g()"] * 20))), {"s": [from_data({"call": "*.g", "why": "G"})]})
    assert proposal.why == ("G: line 1 calls f.g(); line 2 calls f.g(); line 3 calls f.g(); and 17 more places.",)
    assert len(proposal.places) == 8


CONSTRUCTS = {
    "call": ({"call": "*.fit"}, "model.fit(x)\nfitted(x)\nfit(x)", [1, 3]),
    "call of several names": ({"call": ["a.*", "*.b"]}, "import a\na.x()\nc.b()\nd.e()", [2, 3]),
    "call with": ({"call": "*.f", "with": {"loss": ["mse", "mae"]}}, "x.f(loss='MSE')\nx.f(loss='ce')\nx.f()", [1]),
    "call with any value": ({"call": "*.f", "with": {"loss": "*"}}, "x.f(loss=g())\nx.f()", [1]),
    "call with a place": ({"call": "*.f", "with": {"1": "*test*"}}, "x.f(x_test[:3])\nx.f(x_train)", [1]),
    "call with more than": ({"call": "*.f", "with": {"n": "> 2"}}, "x.f(n=3)\nx.f(n=2)\nx.f(n='3')", [1]),
    "call with true": ({"call": "*.f", "with": {"n": True}}, "x.f(n=True)\nx.f(n=1)", [1]),
    "argument": ({"argument": "kernel_*"}, "f(kernel_x=1)\n{'kernel_y': 2}\nkernel_z = 3", [1, 2]),
    "argument of a value": (
        {"argument": "loss", "value": "*_crossentropy"},
        "f(loss='x_crossentropy')\nf(loss=1)",
        [1],
    ),
    "uses": (
        {"uses": "torch.nn.ReLU"},
        "from torch import nn\nf(nn.ReLU)\nnn.ReLU()\nclass A(nn.ReLU): ...",
        [2, 3, 4],
    ),
    "imports": ({"imports": "optax"}, "import optax\noptax.adam()", [1]),
    "inherits": (
        {"inherits": "torch.nn.Module"},
        "from torch import nn\nclass A(nn.Module): ...\nclass B(A): ...",
        [2, 3],
    ),
    "sets": ({"sets": "*.requires_grad", "value": False}, "p.requires_grad = False\nq.requires_grad = True", [1]),
    "sets a variable": ({"sets": "patience"}, "patience = 3\nself.patience = 3", [1]),
    "defines": ({"defines": ["Net*", "*.look_back"]}, "class NetA: ...\ndef f(look_back): ...\nNetA()", [1, 2]),
    "text": ({"text": "*IMDB*"}, "load('stanfordnlp/imdb')\nx = 'aclImdb'\nimdb = 3", [1, 2]),
    "loop": ({"loop": "*lr*"}, "for lr in (1, 2):\n    f(lr)\n[g(x) for lr_max in y]", [1, 3]),
    "operator": (
        {"operator": ["/", "*"], "value": [255, 1 / 255]},
        "x / 255.\nx * (1/255)\nx /= 255\nx - 255",
        [1, 2, 3],
    ),
    "repeated": ({"call": "*.fit", "repeated": True}, "x.fit()\nfor i in y:\n    x.fit()", [3]),
    "times": ({"call": "*.fit", "times": 2}, "x.fit()\nx.fit()", [1, 2]),
    "too few times": ({"call": "*.fit", "times": 2}, "x.fit(); x.fit()", []),
    "different values": ({"argument": "bs", "different": 3}, "f(bs=1)\ng(bs=[2, 3])", [1, 2]),
    "too few different": ({"argument": "bs", "different": 3}, "f(bs=1)\nf(bs=2)\nf(bs=2)", []),
    "different that fit": ({"argument": "a", "value": ["relu", "elu"], "different": 2}, "f(a='relu')\nf(a='tanh')", []),
    "different names": ({"call": "a.*", "different": 2}, "import a\na.b()\na.c()", [2, 3]),
    "all": ({"all": [{"call": "*.a"}, {"call": "*.b"}]}, "x.a()\nx.b()\nx.a()", [1, 2, 3]),
    "not all": ({"all": [{"call": "*.a"}, {"call": "*.b"}]}, "x.a()", []),
    "any": ({"any": [{"call": "*.a"}, {"call": "*.b"}]}, "x.b()\nx.c()", [1]),
    "unless": ({"call": "*.a", "unless": [{"call": "*.b"}]}, "x.a()\nx.b()", []),
    "unless not there": ({"call": "*.a", "unless": [{"call": "*.b"}]}, "x.a()", [1]),
}


@pytest.mark.parametrize("case", CONSTRUCTS)
def test_what_a_construct_finds(case):
    data, source, lines = CONSTRUCTS[case]
    assert sorted(line for _, line in found(data, source)) == lines


def test_within_a_cell_conditions_have_to_meet():
    both = [{"call": "*.a"}, {"call": "*.b"}]
    apart, together = ("x.a()", "x.b()"), ("x.a()", "x.b()\nx.a()")
    assert found({"all": both}, *apart) == [("cell-1", 1), ("cell-2", 1)]
    assert found({"all": both, "within": "cell"}, *apart) == []
    assert found({"all": both, "within": "cell"}, *together) == [("cell-2", 2), ("cell-2", 1)]


def test_a_signal_may_rest_on_another_skill_unless_that_is_a_hint():
    rest = {"all": [{"call": "*.lstm"}, {"shows": ["text", "other"]}]}
    for confidence, skills in (("strong", ["text", "net"]), ("likely", ["text", "net"]), ("hint", ["text"])):
        signals = {
            "text": [from_data({"call": "*.tokenize", "confidence": confidence})],
            "net": [from_data(rest)],
        }
        proposals = propose(inspect(notebook("x.tokenize()", "x.lstm()")), signals)
        assert [p.skill for p in proposals] == skills
    assert propose(inspect(notebook("x.lstm()")), {"net": [from_data(rest)]}) == ()


def test_a_circle_of_skills_ends():
    signals = {"a": [from_data({"shows": "b"})], "b": [from_data({"shows": "a"})]}
    assert propose(inspect(notebook("f()")), signals) == ()


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("a.b", "a.b", True),
        ("a.b", "a.B", False),
        ("a.*", "a.b", True),
        ("a.*", "a.b.c", True),
        ("a.*", "a", False),
        ("*.c", "a.b.c", True),
        ("*.c", ".c", True),
        ("*.c", "c", False),
        ("a.*.d", "a.d", False),
        ("a.*.d", "a.b.c.d", True),
        ("a.b*", "a.bcd", True),
        ("a.b*", "a.b.c", False),
        ("a.*b*d", "a.xbyd", True),
        ("*.a*.*.d*", "q.ab.c.dz", True),
    ],
)
def test_patterns_of_names(pattern, name, fits):
    assert name_fits(pattern, name) is fits


def test_patterns_cost_little_whatever_they_are():
    assert not text_fits("*a*a*a", "a" * 100_000 + "b")
    assert not name_fits("*.a.*.a.*.a.*.z", ".a" * 60)
    assert text_fits("a*bc*d", "abcbcd") and not text_fits("ab*ba", "aba")


@pytest.mark.parametrize(
    ("wanted", "value", "fits"),
    [
        ("adam", "Adam", True),
        ("keras.optimizers.*", "@keras.optimizers.Adam", True),
        ("x_test", "@.x_test", True),
        ("*", 3, False),
        (1, 1.0, True),
        (1, True, False),
        (True, True, True),
        (False, 0, False),
        (0.1, 0.1 + 1e-12, True),
        ("< 0", -1, True),
        ("> 0", 0, False),
        ("> much", "> much", True),
        ("a", None, False),
        (0, None, False),
    ],
)
def test_values(wanted, value, fits):
    assert value_fits(wanted, value) is fits


def test_a_thousand_cells_against_all_skills_take_a_moment():

    cells = [cell.source for made in MADE.values() for cell in made.notebook.cells]
    code = inspect(notebook(*(cells * 40)[:1000]))
    propose(code, shipped())
    start = time.process_time()
    assert len(propose(code, shipped())) > 45
    assert time.process_time() - start < 1  # 0.16 s where nothing else runs
