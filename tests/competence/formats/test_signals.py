"""Signals of skills in framework files: read, kept through the tables, and refused with line and path when wrong."""

import json

import pytest

from competence import fingerprint
from competence.formats.problems import BadFile
from competence.queries import editions
from competence.skill_signals import COMBINATIONS, CONFIDENCES, PATTERNED, Condition, Signal, from_data, to_data
from tests.factories.competence import SMALL, load_text, shipped_files, small_yardstick

PLACE = 'name = "Load data"'
WRITTEN = """signals = [
  { call = ["pandas.read_*", "numpy.loadtxt"], why = "A table is read" },
  { call = "keras.layers.Dense", with = { units = 1, activation = ["sigmoid", "*Sigmoid"] }, confidence = "likely" },
  { argument = "batch_size", different = 3, repeated = true },
  { sets = "*.requires_grad", value = false, times = 2 },
  { shows = ["s1.basics.split", "s2.more.tune"] },
  { all = [
    { call = "*.fit" },
    { any = [{ imports = "keras" }, { operator = "/", value = 255 }] },
  ], unless = [{ text = "toy *" }], within = "cell", confidence = "hint", why = "Both in one cell" },
]"""
SIGNALS = (
    Signal(Condition("call", ("pandas.read_*", "numpy.loadtxt")), why="A table is read"),
    Signal(
        Condition("call", ("keras.layers.Dense",), given=(("activation", ("sigmoid", "*Sigmoid")), ("units", (1,)))),
        "likely",
    ),
    Signal(Condition("argument", ("batch_size",), different=3, repeated=True)),
    Signal(Condition("sets", ("*.requires_grad",), values=(False,), times=2)),
    Signal(Condition("shows", ("s1.basics.split", "s2.more.tune"))),
    Signal(
        Condition(
            "all",
            conditions=(
                Condition("call", ("*.fit",)),
                Condition(
                    "any", conditions=(Condition("imports", ("keras",)), Condition("operator", ("/",), values=(255,)))
                ),
            ),
            unless=(Condition("text", ("toy *",)),),
            within="cell",
        ),
        "hint",
        "Both in one cell",
    ),
)


def text_with(signals: str) -> str:
    return SMALL.replace(PLACE, f"{PLACE}\n{signals}")


def test_signals_are_read_as_frozen_values():
    skill = small_yardstick(text_with(WRITTEN)).skills["s1.basics.load"]
    assert skill.signals == SIGNALS
    assert skill.extra == {}
    assert hash(skill.signals) == hash(SIGNALS)


def test_a_skill_needs_none():
    assert small_yardstick().skills["s1.basics.load"].signals == ()


@pytest.mark.parametrize("signal", SIGNALS)
def test_plain_data_and_value_say_the_same_whatever_the_order_of_keys(signal):
    data = json.loads(json.dumps(to_data(signal), sort_keys=True))
    assert from_data(data) == signal
    assert to_data(from_data(data)) == to_data(signal)


def test_the_tables_give_back_what_the_file_said(no_frameworks: None):
    load_text(text_with(WRITTEN))
    assert editions.of("small") == small_yardstick(text_with(WRITTEN))
    assert editions.of("small").skills["s1.basics.load"].signals == SIGNALS


def test_signals_are_content_and_their_absence_is_none():
    plain = small_yardstick()
    with_signals = fingerprint.of(small_yardstick(text_with(WRITTEN)))
    assert with_signals != fingerprint.of(plain)
    assert fingerprint.of(small_yardstick(text_with(WRITTEN.replace("255", "256")))) != with_signals
    assert fingerprint.of(small_yardstick(text_with("signals = []"))) == fingerprint.of(plain)


def test_editions_from_before_signals_keep_their_hash():
    files = {name: first_published(text) for name, text in shipped_files() if name in BEFORE}
    assert {name: fingerprint.of(small_yardstick(text)) for name, text in files.items()} == BEFORE


def first_published(text: str) -> str:
    """A shipped file as its edition 1.0.0 was: since then it marks habits, and nothing else."""
    return text.replace("habit = true\n", "").replace('version = "1.1.0"', 'version = "1.0.0"', 1)


BEFORE: dict[str, str] = {
    "field-guide.toml": "dd6eb40068c4f996818cf8b758931d172745639f014b568633290419a3578546",
    "global-competencies.toml": "779e9c06e8166ee2b1d36f1fc5f2e5c9372a4c5efb22c6cdcf60b482ca7fdb49",
    "ml-progress-checklist.toml": "37eb4b21cb555dbf3e5fca562871aa0cc3a6d60cbec8bec88b914fd7ddfab818",
}
"""Taken when skills had no signals."""

WRONG = {
    "no list": ('signals = "dropout"', "signals has to be a list of blocks"),
    "no table": ('signals = ["dropout"]', "Entry 1 of signals is no block"),
    "no mark": ('signals = [{ why = "A" }]', "A signal says exactly one of: call, argument"),
    "two marks": ('signals = [{ call = "a.b", uses = "a.b" }]', "this one has call and uses"),
    "an unknown construct": ('signals = [{ call = "a", matches = "b" }]', "“matches” means nothing beside call"),
    "a value of a call": ('signals = [{ call = "a", value = 1 }]', "“value” means nothing beside call"),
    "a call with of an import": ('signals = [{ imports = "a", with = { b = 1 } }]', "“with” means nothing beside"),
    "confidence inside": (
        'signals = [{ any = [{ call = "a", confidence = "hint" }] }]',
        "“confidence” means nothing beside call",
    ),
    "an unknown confidence": ('signals = [{ call = "a", confidence = "sure" }]', "“sure” is not known; confidence"),
    "a full stop": ('signals = [{ call = "a", why = "A layer." }]', "without a full stop"),
    "no text": ("signals = [{ call = 3 }]", "call has to be a text or a list of texts"),
    "no pattern": ("signals = [{ call = [] }]", "call has to have 1 to 80 entries"),
    "an empty pattern": ('signals = [{ call = " " }]', "call has to have 1 to 200 characters"),
    "a long pattern": (f'signals = [{{ call = "{"a" * 201}" }}]', "call has to have 1 to 200 characters"),
    "a bad pattern": ('signals = [{ call = "(a+)+$" }]', "“(a+)+$” is no name"),
    "dots in a row": ('signals = [{ call = "a..b" }]', "“a..b” is no name"),
    "a pattern for all": ('signals = [{ call = "*.*" }]', "“*.*” fits nearly everything"),
    "too many stars": ('signals = [{ text = "*a*b*c*" }]', "fits nearly everything; name more, with at most 3"),
    "an unknown operator": ('signals = [{ operator = "<" }]', "“<” is no operator"),
    "an odd argument": ('signals = [{ call = "a", with = { "b c" = 1 } }]', "“b c” is no name of an argument"),
    "an odd value": ('signals = [{ call = "a", with = { b = [[1]] } }]', "A value is a text, a number"),
    "too many times": ('signals = [{ call = "a", times = 101 }]', "times = 101 is outside 1 to 100"),
    "never": ('signals = [{ call = "a", times = 0 }]', "times = 0 is outside"),
    "nothing in all": ("signals = [{ all = [] }]", "There is no [[all]] block"),
    "an unknown scope": ('signals = [{ all = [{ call = "a" }], within = "line" }]', "“line” is not known; within"),
    "too deep": (
        'signals = [{ any = [{ any = [{ any = [{ call = "a" }] }] }] }]',
        "Conditions are nested more than 3 deep",
    ),
    "a skill by its name": ('signals = [{ shows = "Split data" }]', "shows has to be the id of a skill"),
    "an unknown skill": ('signals = [{ shows = "s1.none" }]', "signals names “s1.none”, which is no skill"),
    "a skill that rests on itself": ('signals = [{ shows = "s1.basics.load" }]', "leads in a circle"),
    "too many": ("signals = [" + 61 * '{ call = "a" },' + "]", "There are more than 60 signals"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said(case):
    written, said = WRONG[case]
    with pytest.raises(BadFile) as caught:
        small_yardstick(text_with(written))
    assert said in caught.value.message
    assert len(caught.value.problems) == 1


def test_a_problem_names_the_line_of_its_signal_and_its_path():
    broken = WRITTEN.replace('sets = "*.requires_grad"', 'sets = "requires grad"').replace("255", "[]")
    text = text_with(broken)
    with pytest.raises(BadFile) as caught:
        small_yardstick(text)
    line = text[: text.index("requires grad")].count("\n") + 1
    assert [(problem.line, problem.path) for problem in caught.value.problems] == [
        (line, "skills[1].signals[4].sets"),
        (line + 2, "skills[1].signals[6].all[2].any[2].value"),
    ]


def test_signals_in_one_line_are_told_by_path():
    with pytest.raises(BadFile, match=r"skills\[1\]\.signals\[2\]\.call"):
        small_yardstick(text_with('signals = [{ call = "a" }, { call = "b c" }]'))


def test_the_shipped_signals_have_a_reason_each():
    skills = small_yardstick(dict(shipped_files())["three-levels.toml"]).skills.values()
    signals = [signal for skill in skills for signal in skill.signals]
    assert [signal for signal in signals if not signal.why] == []
    assert {signal.confidence for signal in signals} == set(CONFIDENCES)
    assert {condition.kind for signal in signals for condition in inside(signal.condition)} <= {
        *PATTERNED,
        *COMBINATIONS,
    }


def inside(condition: Condition):
    yield condition
    for inner in (*condition.conditions, *condition.unless):
        yield from inside(inner)
