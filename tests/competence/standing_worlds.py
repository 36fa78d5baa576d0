"""Small worlds for the tests of standing: a yardstick of a few skills, and portfolios to hold against it."""

from __future__ import annotations

from competence.standing import ComparisonFacts, PortfolioFacts, ProjectFacts, Proof, RuleReading, Standing, read
from competence.strengths import Strength
from competence.yardstick import (
    Axis,
    AxisValue,
    Competence,
    Group,
    Level,
    Matrix,
    Processes,
    Rule,
    Skill,
    Step,
    StepLink,
    Template,
    Yardstick,
)

CLAIMED, EVIDENCED, VERIFIED = Strength


# --- a yardstick of a few skills: level a (x: groups g1, g2; y), level b (techniques, domains), optional level o ---


def skill(key: str, *, level: str, competence: str, **more: object) -> Skill:
    name = key.rpartition(".")[2].capitalize()
    return Skill(key, name, "Can.", "", "", "project", level, competence, **more)  # type: ignore[arg-type]


def tiny(*rules: Rule, retired: frozenset[str] = frozenset(), counted: str = "evidenced", **more: object) -> Yardstick:
    """Levels a and b (b needs a) and an optional level o, with these rules; `retired` skills are out of use."""

    def of(level: str, competence: str, *names: str, **shared: object) -> tuple[Skill, ...]:
        keys = [f"{competence}.{name}" for name in names]
        return tuple(skill(k, level=level, competence=competence, retired=k in retired, **shared) for k in keys)

    x = of("a", "a.x", "one", "two", group="a.x.g1") + of("a", "a.x", "three", "four", group="a.x.g2")
    y = of("a", "a.y", "red", axis="colour", axis_value="red") + of(
        "a", "a.y", "blue", axis="colour", axis_value="blue"
    )
    t = of("b", "b.t", "drop", "stop", "mix", comparison=True) + of("b", "b.t", "spot", diagnosis=True)
    d = of("b", "b.d", "sea-load", "sea-net", domain="sea", aspect="technique") + of("b", "b.d", "general")
    d += of("b", "b.d", "sky-load", "sky-net", domain="sky", aspect="technique")
    groups = (Group("a.x.g1", "First half", "", "a.x"), Group("a.x.g2", "Second half", "", "a.x"))
    levels = (
        Level("a", 1, "Base", "", competences=(Competence("a.x", "X", "", "", "a", groups, x), _plain("a.y", "Y", y))),
        Level("b", 2, "Upper", "", prerequisites=("a",), competences=(_plain("b.t", "T", t), _plain("b.d", "D", d))),
        Level("o", 3, "Beyond", "", optional=True, competences=(_plain("o.z", "Z", of("o", "o.z", "far")),)),
    )
    return Yardstick(
        "tiny",
        "Tiny",
        "1.0.0",
        levels=levels,
        rules=rules,
        axes=AXES,
        matrices=MATRICES,
        counted_strength=counted,
        **more,
    )  # type: ignore[arg-type]


def _plain(key: str, name: str, skills: tuple[Skill, ...]) -> Competence:
    return Competence(key, name, "", "", key[0], (), skills)


AXES = (
    Axis(
        "colour",
        "Colour",
        "flat",
        "a",
        values=(AxisValue("red", "Red", skill="a.y.red"), AxisValue("blue", "Blue", skill="a.y.blue")),
    ),
    Axis("shape", "Shape", "flat", "a", values=(AxisValue("round", "Round"), AxisValue("square", "Square"))),
    Axis("problem", "Problem", "flat", "b", values=(AxisValue("overfit", "Overfitting"), AxisValue("slow", "Slow"))),
    Axis(
        "technique",
        "Technique",
        "nested",
        "b",
        parent_axis="problem",
        values=(
            AxisValue("drop", "Drop", skill="b.t.drop", parent="overfit"),
            AxisValue("stop", "Stop", skill="b.t.stop", parent="overfit"),
            AxisValue("mix", "Mix", skill="b.t.mix", parent="slow"),
        ),
    ),
    Axis("domain", "Domain", "flat", "b", values=(AxisValue("sea", "Sea"), AxisValue("sky", "Sky"))),
    Axis(
        "dataset-source",
        "Dataset source",
        "flat",
        "framework",
        values=tuple(AxisValue(key, key.capitalize()) for key in ("classic", "contest", "generated", "contrived")),
    ),
)
MATRICES = (
    Matrix("colour-shape", "Colour and shape", "a", "colour", "shape", "product", 4),
    Matrix("problem-technique", "Problem and technique", "b", "problem", "technique", "nested", 3),
)
STEPS = tuple(
    Step(f"main.{name}", "main", place, name.capitalize(), required=name != "tune")
    for place, name in enumerate(("ask", "get", "tune", "tell"))
)
OTHER = tuple(
    Step(f"other.{name}", "other", place, name.capitalize(), required=True)
    for place, name in enumerate(("start", "end", "hint", "raw"))
)
PROCESSES = Processes(
    templates=(
        Template("main", "Main", "process", is_default=True, steps=STEPS),
        Template("other", "Other", "process", steps=OTHER),
    ),
    links=(
        StepLink("other.start", ("main.ask", "main.get"), "covers"),
        StepLink("other.end", ("main.tell",), "same"),
        StepLink("other.hint", ("main.ask", "main.get", "main.tell"), "part-of"),
        StepLink("other.raw", ("other.start",), "same"),
    ),
)
WHOLE = ("main.ask", "main.get", "main.tell")


# --- portfolios ---


def comparison(
    problem: str = "", *, shown: bool = True, complete: bool = True, runs: tuple[int, int] = (1, 1), id: str = "c"
) -> ComparisonFacts:
    return ComparisonFacts(id, complete, problem, shown, *runs, label=f"Run {id}")


def proof(skill: str, project: str = "p", strength: Strength = EVIDENCED, *comparisons: ComparisonFacts) -> Proof:
    return Proof(skill, project, strength, comparisons, id=f"{skill}@{project}:{strength.word}", label=project)


def proofs(project: str, strength: Strength, *skills: str) -> tuple[Proof, ...]:
    return tuple(proof(key, project, strength) for key in skills)


def project(
    id: str = "p",
    *,
    steps: tuple[str, ...] = (),
    datasets: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    **values: str,
) -> ProjectFacts:
    stated = {axis.replace("_", "-"): frozenset(words.split()) for axis, words in values.items()}
    return ProjectFacts(id, id.capitalize(), frozenset(steps), stated, frozenset(datasets), frozenset(sources))


def portfolio(*things: ProjectFacts | Proof | tuple[Proof, ...]) -> PortfolioFacts:
    flat = [one for thing in things for one in (thing if isinstance(thing, tuple) else (thing,))]
    return PortfolioFacts(
        tuple(one for one in flat if isinstance(one, ProjectFacts)),
        tuple(one for one in flat if isinstance(one, Proof)),
    )


def together(*parts: PortfolioFacts) -> PortfolioFacts:
    return PortfolioFacts(
        tuple(p for part in parts for p in part.projects), tuple(p for part in parts for p in part.proofs)
    )


def rule(
    kind: str,
    *,
    level: str = "a",
    key: str = "r",
    required: bool = True,
    alternative: str = "",
    requires: tuple[Rule, ...] = (),
    **params: object,
) -> Rule:
    return Rule(key, level, kind, f"The text of {key}.", required, "", alternative, params, requires)


def held(one: Rule, facts: PortfolioFacts, *others: Rule, **more: object) -> RuleReading:
    """The reading of `one` in a tiny framework."""
    standing = read(tiny(one, *others, **more), PROCESSES, facts)  # type: ignore[arg-type]
    return next(r for level in standing.levels for r in level.rules if r.rule.key == one.key)


def standing(facts: PortfolioFacts, *rules: Rule, **more: object) -> Standing:
    return read(tiny(*rules, **more), PROCESSES, facts)  # type: ignore[arg-type]
