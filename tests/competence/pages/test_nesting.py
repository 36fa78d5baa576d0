"""Skills under skills, in the order and depth in which they are shown."""

from hypothesis import given
from hypothesis import strategies as st

from competence.pages import nesting
from competence.yardstick import Competence, Group, Skill

NAMES = "abcdefgh"


def skill(key, under=None, group="", **fields):
    words = {"name": key.upper(), "can_do": f"Can {key}.", "evidence": "", "pitfall": "", "proof": "project"}
    extra = {} if under is None else {"under": under}
    return Skill(key=key, level="l", competence="c", group=group, extra=extra, **{**words, **fields})


def shape(*skills):
    return [(row.skill.key, row.depth) for row in nesting.rows(skills)]


def test_a_skill_stands_below_the_one_that_it_names_wherever_that_is():
    found = shape(skill("a"), skill("b"), skill("c", "a"), skill("d", "c"), skill("e", "f"), skill("f"))
    assert found == [("a", 0), ("c", 1), ("d", 2), ("b", 0), ("f", 0), ("e", 1)]


def test_what_names_nothing_known_stands_in_the_first_tier():
    assert shape(skill("a", "elsewhere"), skill("b", 7), skill("c", ["a"])) == [("a", 0), ("b", 0), ("c", 0)]


def test_a_circle_is_opened_where_it_comes_first():
    assert shape(skill("a", "b"), skill("b", "a"), skill("c", "c")) == [("a", 0), ("b", 1), ("c", 0)]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["", *NAMES])), unique_by=lambda pair: pair[0]))
def test_every_skill_is_shown_once_whatever_stands_under_what(pairs):
    found = nesting.rows([skill(key, under) for key, under in pairs])
    assert sorted(row.skill.key for row in found) == sorted(key for key, _ in pairs)
    for before, row in zip([None, *found], found, strict=False):
        assert row.depth <= (before.depth + 1 if before else 0)
        assert len(row.above) == min(row.depth, nesting.DEEPEST)


def test_a_chain_of_thousands_is_no_trouble():
    chain = [skill(f"s{n}", f"s{n - 1}" if n else None) for n in range(5_000)]
    last = nesting.rows(chain)[-1]
    assert last.depth == 4_999
    assert last.inset == nesting.DEEPEST
    assert last.above == tuple(f"S{n}" for n in range(4_993, 4_999))


def test_groups_follow_what_stands_in_none_and_empty_ones_are_left_out():
    groups = (Group("g", "G", "", "c"), Group("h", "H", "", "c"))
    home = Competence("c", "C", "", "", "l", groups, (skill("a", group="g"), skill("b"), skill("c", "a", group="g")))
    found = nesting.sections(home)
    assert [(s.group and s.group.key, len(s.rows), s.is_nested) for s in found] == [(None, 1, False), ("g", 2, True)]
    second = nesting.piece(found, 3, 9)
    assert [(s.group.key, [row.skill.key for row in s.rows]) for s in second] == [("g", ["c"])]
    assert second[0].above == ("A",)
    assert nesting.piece(found, 0, 0) == ()


def test_names_that_were_cut_are_said_whole_and_nothing_is_said_twice():
    long = "Describe the water cycle and how the sun drives it in a sentence that goes on"
    cut = nesting.rows([skill("a", name="Describe the water cycle…", can_do=long)])[0]
    assert (cut.name, cut.text) == (long, "")
    assert nesting.rows([skill("a", name="Same", can_do="Same")])[0].text == ""
    assert nesting.rows([skill("a", can_do="…")])[0].text == ""
    assert nesting.rows([skill("a")])[0].text == "Can a."
    assert nesting.rows([skill("a", name="Odd…", can_do="Else")])[0].name == "Odd…"


def test_stars_of_bold_words_are_left_out_and_others_stay():
    assert nesting.plain("**What** it **looks like**") == "What it looks like"
    assert nesting.plain("2**3**4, a * b, ** no **") == "2**3**4, a * b, ** no **"
