"""What must hold whoever writes: each constraint by a row that breaks it, and by its name."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from competence.models import (
    Axis,
    AxisValue,
    Collection,
    Competence,
    CrosswalkMatch,
    Draft,
    DraftChange,
    DraftItem,
    Edition,
    Framework,
    Group,
    Level,
    Matrix,
    ProcessStep,
    ProcessTemplate,
    ProjectIdea,
    ReferenceRole,
    Rule,
    Rung,
    Skill,
    SkillEntry,
    StepLink,
    Suggestion,
)
from tests.factories.competence import LOADED_AT

pytestmark = pytest.mark.usefixtures("no_frameworks")


@pytest.fixture
def rows(no_frameworks: None) -> dict[str, Any]:
    """One row of everything."""
    framework = Framework.objects.create(key="one", is_default=True)
    edition = Edition.objects.create(
        framework=framework, version="1.0.0", title="One", content_hash="0", published_at=LOADED_AT, is_current=True
    )
    level = Level.objects.create(edition=edition, key="a", position=0, number=1, name="A")
    competence = Competence.objects.create(level=level, key="a.b", position=0, name="B")
    skills = [Skill.objects.create(framework=framework, key=key) for key in ("a.b.c", "a.b.d")]
    template = ProcessTemplate.objects.create(key="t", position=0, title="T", kind="process", is_default=True)
    steps = [
        ProcessStep.objects.create(template=template, key=key, position=n, name=key)
        for n, key in enumerate(("t.one", "t.two"))
    ]
    axis = Axis.objects.create(edition=edition, key="x", position=0, name="X", kind="flat")
    draft = Draft.objects.create(kind="framework", key="one", base=edition, opened_at=LOADED_AT)
    return {
        "draft": draft,
        "draft_item": DraftItem.objects.create(draft=draft, kind="levels", key="a", position=1, data={"id": "a"}),
        "draft_change": DraftChange.objects.create(
            draft=draft, number=1, what="W", patches=[], made_at=LOADED_AT, revision=1, touched_at=LOADED_AT
        ),
        "suggestion": Suggestion.objects.create(
            skill=skills[0], edition=edition, kind="other", text="T", made_at=LOADED_AT
        ),
        "framework": framework,
        "edition": edition,
        "level": level,
        "competence": competence,
        "group": Group.objects.create(competence=competence, key="a.b.g", position=0, name="G"),
        "skill": skills[0],
        "other_skill": skills[1],
        "entry": SkillEntry.objects.create(
            edition=edition, skill=skills[0], competence=competence, position=0, name="C", proof="project"
        ),
        "rule": Rule.objects.create(edition=edition, level=level, key="r", position=0, kind="skills", text="R"),
        "axis": axis,
        "value": AxisValue.objects.create(axis=axis, key="v", position=0, name="V"),
        "matrix": Matrix.objects.create(
            edition=edition, key="m", position=0, name="M", level="a", rows="x", columns="x", kind="product", cells=1
        ),
        "template": template,
        "step": steps[0],
        "link": StepLink.objects.create(source=steps[0], target=steps[1], relation="same", position=0),
        "rung": Rung.objects.create(template=template, key="t.r", position=0, name="R", progress_above=0.0),
        "role": ReferenceRole.objects.create(key="strong", position=0, name="Strong", shown_as="best"),
        "match": CrosswalkMatch.objects.create(source=skills[0], target=skills[1], kind="exact", position=0),
        "collection": Collection.objects.create(
            kind="ideas", key="i", title="I", version="1.0.0", content_hash="0", changed_at=LOADED_AT
        ),
        "idea": ProjectIdea.objects.create(key="i", position=0, title="I"),
    }


CHANGED = {
    "competence_framework_has_key": ("framework", {"key": ""}),
    "competence_edition_current_is_published": ("edition", {"published_at": None}),
    "competence_edition_counted_strength_known": ("edition", {"counted_strength": "guessed"}),
    "competence_edition_has_version": ("edition", {"version": ""}),
    "competence_level_has_name": ("level", {"name": ""}),
    "competence_competence_has_name": ("competence", {"name": ""}),
    "competence_group_has_name": ("group", {"name": ""}),
    "competence_skill_has_key": ("skill", {"key": ""}),
    "competence_skill_with_successor_is_retired": ("skill", {"successor": "other_skill"}),
    "competence_skill_not_its_own_successor": ("skill", {"successor": "skill", "retired_at": LOADED_AT}),
    "competence_skill_entry_has_name": ("entry", {"name": ""}),
    "competence_skill_entry_proof_known": ("entry", {"proof": "exam"}),
    "competence_rule_kind_known": ("rule", {"kind": "luck"}),
    "competence_rule_basis_known": ("rule", {"basis": "mood"}),
    "competence_axis_kind_known": ("axis", {"kind": "round"}),
    "competence_matrix_kind_known": ("matrix", {"kind": "round"}),
    "competence_template_kind_known": ("template", {"kind": "dance"}),
    "competence_step_has_name": ("step", {"name": ""}),
    "competence_step_link_leads_elsewhere": ("link", {"target": "step"}),
    "competence_step_link_relation_known": ("link", {"relation": "eats"}),
    "competence_rung_has_one_threshold": ("rung", {"progress_at_least": 0.5}),
    "competence_reference_role_has_label": ("role", {"shown_as": ""}),
    "competence_crosswalk_match_leads_elsewhere": ("match", {"target": "skill"}),
    "competence_crosswalk_match_kind_known": ("match", {"kind": "thinner"}),
    "competence_collection_kind_known": ("collection", {"kind": "songs"}),
    "competence_project_idea_has_title": ("idea", {"title": ""}),
    "competence_draft_kind_known": ("draft", {"kind": "song"}),
    "competence_draft_has_key": ("draft", {"key": ""}),
    "competence_draft_closed_with_outcome": ("draft", {"closed_at": LOADED_AT}),
    "competence_draft_item_says_which_it_is": ("draft_item", {"key": ""}),
    "competence_draft_change_says_what": ("draft_change", {"what": ""}),
    "competence_draft_change_revision_follows_number": ("draft_change", {"revision": 0}),
    "competence_suggestion_says_something": ("suggestion", {"text": ""}),
    "competence_suggestion_kind_known": ("suggestion", {"kind": "praise"}),
    "competence_suggestion_wording_is_of_a_field": ("suggestion", {"wording": "Other words"}),
    "competence_suggestion_state_is_dated": ("suggestion", {"state": "accepted"}),
    "competence_suggestion_refusal_has_a_reason": ("suggestion", {"state": "declined", "decided_at": LOADED_AT}),
}
COPIED = {
    "competence_one_default_framework": ("framework", {"key": "two"}),
    "competence_edition_version_once": ("edition", {"is_current": False}),
    "competence_edition_one_current": ("edition", {"version": "2.0.0"}),
    "competence_level_once_per_edition": ("level", {"number": 2}),
    "competence_level_number_once_per_edition": ("level", {"key": "z"}),
    "competence_competence_once_per_level": ("competence", {}),
    "competence_group_once_per_competence": ("group", {}),
    "competence_skill_entry_once_per_edition": ("entry", {}),
    "competence_rule_once_per_edition": ("rule", {}),
    "competence_axis_once_per_edition": ("axis", {}),
    "competence_axis_value_once_per_axis": ("value", {}),
    "competence_matrix_once_per_edition": ("matrix", {}),
    "competence_one_default_template": ("template", {"key": "u"}),
    "competence_step_link_once": ("link", {}),
    "competence_crosswalk_match_once": ("match", {}),
    "competence_draft_one_open": ("draft", {}),
    "competence_draft_item_once": ("draft_item", {}),
    "competence_draft_change_numbered_once": ("draft_change", {"revision": 2}),
    "competence_draft_change_one_a_revision": ("draft_change", {"number": 0}),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_change_that_must_not_be_is_refused(name: str, rows: dict[str, Any]) -> None:
    which, fields = CHANGED[name]
    row = rows[which]
    values = {field: rows.get(value, value) if isinstance(value, str) else value for field, value in fields.items()}
    with pytest.raises(IntegrityError, match=spoken(row, name)), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("name", COPIED)
def test_a_second_row_that_must_not_be_is_refused(name: str, rows: dict[str, Any]) -> None:
    which, fields = COPIED[name]
    row = rows[which]
    copy = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key})
    for field, value in fields.items():
        setattr(copy, field, value)
    with pytest.raises(IntegrityError, match=spoken(row, name)), transaction.atomic():
        copy.save(force_insert=True)


def spoken(row: models.Model, name: str) -> str:
    """How the database names a constraint: PostgreSQL by its name, SQLite a unique one by its columns."""
    constraint = next(constraint for constraint in row._meta.constraints if constraint.name == name)
    if connection.vendor != "sqlite" or isinstance(constraint, models.CheckConstraint):
        return name
    columns = [row._meta.get_field(field).column for field in constraint.fields]
    return ", ".join(f"{row._meta.db_table}.{column}" for column in columns)


def test_every_constraint_of_the_app_is_tested_here() -> None:
    every = {c.name for model in MODELS for c in model._meta.constraints}
    assert every == CHANGED.keys() | COPIED.keys()
    assert all(name.startswith("competence_") for name in every)


MODELS = (
    Axis,
    AxisValue,
    Collection,
    Competence,
    CrosswalkMatch,
    Draft,
    DraftChange,
    DraftItem,
    Edition,
    Framework,
    Group,
    Level,
    Matrix,
    ProcessStep,
    ProcessTemplate,
    ProjectIdea,
    ReferenceRole,
    Rule,
    Rung,
    Skill,
    SkillEntry,
    StepLink,
    Suggestion,
)


def test_edition_knows_whether_it_is_a_draft(rows: dict[str, Any]) -> None:
    draft = Edition(framework=rows["framework"], version="2.0.0", title="Two")
    assert draft.is_draft
    assert not rows["edition"].is_draft
    draft.content_hash = "1"
    draft.save()
    assert list(Edition.objects.published()) == [rows["edition"]]
    assert list(Edition.objects.current()) == [rows["edition"]]
