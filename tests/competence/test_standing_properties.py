"""What must hold of every standing: more or stronger evidence never lowers it, and verified implies demonstrated."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from competence.standing import PortfolioFacts, ProjectFacts, Proof, RuleReading, Standing, State, read
from competence.standing.project_kinds import own_datasets
from competence.strengths import Strength
from tests.competence.standing_shipped import FRAMEWORKS, level_1, level_2, level_3, processes, yardstick
from tests.competence.standing_worlds import PROCESSES, comparison, project, proof, rule, tiny, together
from tests.competence.standing_worlds import WHOLE as WHOLE_PROCESS

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

# --- a framework with every kind of rule, and the material of its portfolios ---

PART = rule("skills", level="", match="domain", at_least=1, excluded_sources=["generated"])
EVERY_KIND = tiny(
    rule("skills", key="a1", at_least=2, must_include=["a.x.one"]),
    rule("groups", key="a2", groups=["a.x.g1", "a.x.g2"], each_at_least=1, at_least=2),
    rule("competences", key="a3", competences=["a.x", "a.y"], each_at_least=1, at_least=2),
    rule("process", key="a4", template="main", at_least=1, accept_equivalent=True),
    rule("projects", key="a5", at_least=2, min_skills_per_project=1, distinct_datasets=True, required=False),
    rule("axis-values", key="a6", axis="dataset-source", values=["classic", "contest"], at_least=1),
    rule("matrix-cells", key="a7", matrix="colour-shape", at_least=2, required=False),
    rule("comparisons", key="b1", level="b", scope_level="b", problem="overfit", problem_shown=True, at_least=1),
    rule("one-value", key="b2", level="b", axis="domain", at_least_values=1, within="project", requires=(PART,)),
    rule("one-value", key="b3", level="b", axis="domain", at_least_values=1, same_value_as="b2", requires=(
        rule("skills", level="", match="domain", at_least_share=0.5),)),
    rule("repeats", key="b4", level="b", scope_level="b", at_least=3),
    rule("matrix-cells", key="b5", level="b", matrix="problem-technique", at_least=1, required=False),
    rule("skills", key="b6", level="b", skills=["b.t.spot"], at_least=1, alternative="either"),
    rule("skills", key="b7", level="b", skills=["b.d.general"], at_least=1, alternative="either"),
    retired=frozenset({"a.x.two", "b.d.sky-load"}),
)  # fmt: skip
IDS = ("p", "q", "r")
STEPS = sorted({step.key for template in PROCESSES.templates for step in template.steps})
COMPARISONS = [
    comparison(problem, shown=shown, complete=complete, runs=runs, id=f"{problem}{shown}{complete}{runs}")
    for problem in ("", "overfit", "slow")
    for shown, complete, runs in (
        (True, True, (5, 5)),
        (True, True, (1, 5)),
        (False, True, (3, 3)),
        (True, False, (9, 9)),
    )
]


def some(values: Any) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(list(values)), max_size=4, unique=True).map(tuple)


@st.composite
def projects(draw: st.DrawFn, id: str) -> ProjectFacts:
    values = {
        "colour": draw(some(["red", "blue"])),
        "shape": draw(some(["round"])),
        "domain": draw(some(["sea", "sky"])),
    }
    return project(
        id,
        steps=draw(some(STEPS)),
        datasets=draw(some(["one", "two", "three"])),
        sources=draw(some(["classic", "contest", "generated"])),
        **{axis: " ".join(words) for axis, words in values.items()},
    )


pieces = st.builds(
    lambda skill, where, strength, found: proof(skill, where, strength, *found),
    st.sampled_from([*EVERY_KIND.skills, "l1.library.predict"]),
    st.sampled_from(IDS),
    st.sampled_from(Strength),
    st.lists(st.sampled_from(COMPARISONS), max_size=2, unique=True),
)
SOUND = tuple(
    proof(key, "p", Strength.EVIDENCED, *(() if key != "b.t.drop" else (comparison("overfit", runs=(3, 3)),)))
    for key in ("a.x.one", "a.x.three", "a.y.red", "b.t.drop", "b.d.sea-load", "b.t.spot")
)
"""Evidence that, on a sound project, demonstrates both levels with nothing to spare."""


@st.composite
def portfolios(draw: st.DrawFn) -> PortfolioFacts:
    """Anything at all, or something that is nearly enough for both levels, and anything at all besides."""
    facts, pieces_ = [draw(projects(id)) for id in IDS], draw(st.lists(pieces, max_size=16))
    if draw(st.integers(0, 3)):
        facts[0] = richer(facts[0], project("p", steps=WHOLE_PROCESS, datasets=("one",), sources=("classic",)))
        gone, strength = (
            draw(st.integers(0, 2 * len(SOUND))),
            draw(st.sampled_from([Strength.EVIDENCED, Strength.VERIFIED])),
        )
        pieces_ += [replace(one, strength=strength) for place, one in enumerate(SOUND) if place != gone]
    return PortfolioFacts(tuple(facts), tuple(pieces_))


def richer(one: ProjectFacts, other: ProjectFacts) -> ProjectFacts:
    """A project with everything that either of them says."""
    axes = one.axis_values.keys() | other.axis_values.keys()
    return replace(
        one,
        steps=one.steps | other.steps,
        axis_values={
            axis: one.axis_values.get(axis, frozenset()) | other.axis_values.get(axis, frozenset()) for axis in axes
        },
        datasets=one.datasets | other.datasets,
        dataset_sources=one.dataset_sources | other.dataset_sources,
    )


def never_lower(less: Standing, more: Standing) -> None:
    """States, rules and cells of `more` stand at least where those of `less` stand."""
    for low, high in zip(less.levels, more.levels, strict=True):
        assert high.state >= low.state
        assert high.shown >= low.shown
        assert high.verified >= low.verified
        for before, after in zip(low.rules, high.rules, strict=True):
            if before.rule.kind != "repeats":
                assert after.holds >= before.holds, after.rule.key
                assert after.holds_verified >= before.holds_verified, after.rule.key
                assert after.have >= before.have, after.rule.key
    for small, large in zip(less.matrices, more.matrices, strict=True):
        for cell, grown in zip(small.cells, large.cells, strict=True):
            assert (grown.strength or 0) >= (cell.strength or 0)


def consistent(standing: Standing) -> None:
    """Verified implies demonstrated; what holds has nothing open; what does not hold says what is open."""
    for level in standing.levels:
        assert 0 <= level.verified <= level.shown <= level.total
        if level.state >= State.DEMONSTRATED:
            assert not level.open_rules
        if level.state == State.OUT_OF_ORDER:
            assert level.show_first
            assert all(standing.by_key[below.key].open_rules for below in level.show_first)
        for reading in level.rules:
            _consistent_rule(reading)


def _consistent_rule(reading: RuleReading) -> None:
    if reading.rule.kind != "repeats":
        assert reading.holds >= reading.holds_verified
        assert reading.have >= reading.have_verified
    assert reading.reason.endswith(".")
    assert all(isinstance(one, Proof) for one in reading.counted)
    if reading.holds:
        assert not (reading.open.skills or reading.open.steps or reading.open.groups or reading.open.cells)


def tiny_read(facts: PortfolioFacts) -> Standing:
    return read(EVERY_KIND, PROCESSES, facts)


@quick
@given(portfolios(), portfolios())
def test_adding_evidence_never_lowers_and_removing_never_raises(less, extra):
    both = PortfolioFacts(
        tuple(richer(one, other) for one, other in zip(less.projects, extra.projects, strict=True)),
        less.proofs + extra.proofs,
    )
    never_lower(tiny_read(less), tiny_read(both))


@quick
@given(portfolios(), st.data())
def test_removing_one_piece_never_raises(facts, data):
    assume(facts.proofs)
    gone = data.draw(st.integers(0, len(facts.proofs) - 1))
    fewer = replace(facts, proofs=facts.proofs[:gone] + facts.proofs[gone + 1 :])
    never_lower(tiny_read(fewer), tiny_read(facts))


@quick
@given(portfolios(), st.data())
def test_stronger_evidence_never_lowers(facts, data):
    stronger = tuple(
        replace(one, strength=data.draw(st.sampled_from([s for s in Strength if s >= one.strength])))
        for one in facts.proofs
    )
    never_lower(tiny_read(facts), tiny_read(replace(facts, proofs=stronger)))


@quick
@given(portfolios())
def test_a_standing_agrees_with_itself(facts):
    consistent(tiny_read(facts))


@quick
@given(portfolios())
def test_when_all_evidence_is_verified_so_is_every_rule_that_holds(facts):
    every = tuple(replace(one, strength=Strength.VERIFIED) for one in facts.proofs)
    for level in tiny_read(replace(facts, proofs=every)).levels:
        for reading in level.rules:
            assert reading.holds_verified == reading.holds or reading.rule.kind == "process"


@quick
@given(portfolios(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(facts, random):
    projects, proofs = list(facts.projects), list(facts.proofs)
    random.shuffle(projects)
    random.shuffle(proofs)
    once, again = tiny_read(facts), tiny_read(PortfolioFacts(tuple(projects), tuple(proofs)))
    assert [level.state for level in once.levels] == [level.state for level in again.levels]
    assert [[r.have for r in level.rules] for level in once.levels] == [[r.have for r in x.rules] for x in again.levels]


# --- the shipped frameworks: a portfolio that reaches all three levels, taken apart ---

WHOLE = together(level_1(), level_2(), level_3())
SHIPPED = settings(quick, max_examples=30)
exceptions = st.dictionaries(st.integers(0, len(WHOLE.proofs) - 1), st.sampled_from([0, 1, 2, 3]), max_size=3)
masks = st.builds(
    lambda base, other: [other.get(place, base) for place in range(len(WHOLE.proofs))],
    st.sampled_from([2, 3]),
    exceptions,
)


def taken_apart(mask: list[int]) -> PortfolioFacts:
    """Every piece of evidence with the strength of its number; 0 leaves it out."""
    kept = ((one, Strength(number)) for one, number in zip(WHOLE.proofs, mask, strict=True) if number)
    return replace(WHOLE, proofs=tuple(replace(one, strength=strength) for one, strength in kept))


@SHIPPED
@given(masks, masks)
def test_three_levels_never_falls_with_more_or_stronger_evidence(one, other):
    lower, higher = map(min, one, other), map(max, one, other)
    three = yardstick("three-levels")
    less = read(three, processes(), taken_apart(list(lower)))
    more = read(three, processes(), taken_apart(list(higher)))
    never_lower(less, more)
    consistent(less)


@settings(SHIPPED, max_examples=25)
@given(st.sampled_from(FRAMEWORKS[1:]), st.data())
def test_the_other_frameworks_never_fall_with_more_evidence(name, data):
    measure = yardstick(name)
    picked = st.lists(
        st.tuples(st.sampled_from(list(measure.skills)), st.sampled_from("pqrs"), st.sampled_from(Strength)),
        max_size=70,
    )
    facts = tuple(ProjectFacts(id, datasets=frozenset({id})) for id in "pqrs")
    less, extra = (tuple(Proof(*one) for one in data.draw(picked)) for _ in "ab")
    low = read(measure, processes(), PortfolioFacts(facts, less))
    never_lower(low, read(measure, processes(), PortfolioFacts(facts, less + extra)))
    consistent(low)


@quick
@given(st.lists(some("abcde"), max_size=6))
def test_data_sets_are_matched_as_well_as_can_be(datasets):
    """Held against trying everything out (Hall's theorem is not needed for six projects)."""
    found = own_datasets([project(str(n), datasets=names) for n, names in enumerate(datasets)])
    assert len(found) == most(datasets, frozenset())


def most(datasets: list[tuple[str, ...]], taken: frozenset[str]) -> int:
    """The greatest number of projects that can each have a data set of its own."""
    if not datasets:
        return 0
    first, *rest = datasets
    return max([most(rest, taken)] + [1 + most(rest, taken | {name}) for name in first if name not in taken])
