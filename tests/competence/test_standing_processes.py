"""Which changes of process templates can move a standing."""

from dataclasses import replace

import pytest

from competence.standing.processes import can_move
from competence.yardstick import Processes, Rule, StepLink, Template
from tests.competence.standing_worlds import OTHER, PROCESSES, STEPS, rule, tiny

PLAIN = rule("process", template="main", at_least=1)
EQUIVALENT = rule("process", template="main", at_least=1, accept_equivalent=True)


def with_steps(*main: object, **more: object) -> Processes:
    """The same with other steps of the main template."""
    templates = (replace(PROCESSES.templates[0], steps=main or STEPS, **more), PROCESSES.templates[1])
    return replace(PROCESSES, templates=templates)


NEW_WORDS = with_steps(*(replace(step, name=step.name.upper(), purpose="Why") for step in STEPS), title="Other words")
ONE_MORE = with_steps(*(replace(step, required=True) for step in STEPS))
OTHER_ELSEWHERE = replace(
    PROCESSES, templates=(PROCESSES.templates[0], Template("other", "Other", "process", steps=OTHER[:2]))
)
LINKED = replace(PROCESSES, links=(*PROCESSES.links, StepLink("other.hint", ("main.tell",), "same")))
HINTED = replace(PROCESSES, links=(*PROCESSES.links, StepLink("other.raw", ("main.tell",), "part-of")))


@pytest.mark.parametrize(
    ("asks", "after", "moves"),
    [
        (PLAIN, NEW_WORDS, False),
        (PLAIN, ONE_MORE, True),
        (PLAIN, Processes(), True),
        (PLAIN, OTHER_ELSEWHERE, False),
        (PLAIN, LINKED, False),
        (EQUIVALENT, LINKED, True),
        (EQUIVALENT, HINTED, False),
        (replace(PLAIN, required=False), ONE_MORE, False),
        (rule("projects", at_least=1), ONE_MORE, False),
    ],
)
def test_a_standing_moves_by_what_a_deciding_rule_reads_of_templates(asks: Rule, after: Processes, moves: bool) -> None:
    assert can_move(tiny(asks), PROCESSES, after) is moves
