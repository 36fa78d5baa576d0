"""Things of the portfolio for tests, made by the actions, so that everything derived is in step.

Plain functions with sensible content; keyword arguments replace it. `at` is `AT` unless told. Skills are named by the
keys of the shipped frameworks: `evidence(project, "l2.generalization.dropout")`; for their strength to follow the
framework's words (proof, comparison, diagnosis), ask for the fixture or action that loads it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import User
from competence.models import Framework, ProcessTemplate, Skill
from portfolio.actions import evidence as evidence_actions
from portfolio.actions import parts, portfolios, practitioners, projects
from portfolio.actions import results as result_actions
from portfolio.actions import verdicts as verdict_actions
from portfolio.models import (
    Artefact,
    Comparison,
    Contributor,
    DataSet,
    Decision,
    Evidence,
    Pointer,
    Practitioner,
    Project,
    Reference,
    Result,
    Section,
    Verdict,
)

AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
COMMIT = "9b27d10c5f1e4a6b8d3c2e1f0a9b8c7d6e5f4a3b"
_numbers = count(1)


def user(name: str = "Ida Quist", **fields: Any) -> User:
    """Somebody with an account and no password."""
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    made = User(name=name, **fields)
    made.set_unusable_password()
    made.save()
    return made


def practitioner(
    of: User | None = None, *, visibility: str = "private", at: datetime = AT, **fields: Any
) -> Practitioner:
    """A portfolio; `of` is its owner, a new user without it. Somebody who has one already keeps it."""
    owner = of or user(fields.get("name", "Ida Quist"))
    made = Practitioner.objects.filter(user=owner).first()
    if made is None:
        fields.setdefault("handle", f"person-{next(_numbers)}")
        fields.setdefault("name", owner.name or "Ida Quist")
        made = practitioners.create(owner, at=at, **fields)
    if visibility != made.visibility:
        made = practitioners.set_visibility(made, visibility=visibility, by=owner, at=at)
    return made


def project(
    of: Practitioner,
    title: str = "Churn in a telecom table",
    *,
    visibility: str = "private",
    template: ProcessTemplate | None = None,
    at: datetime = AT,
    **fields: Any,
) -> Project:
    """A project; with another visibility than private it is published, and gets the summary and section that needs."""
    fields.setdefault("summary", "A small network against logistic regression, on one honest split.")
    with portfolios.batch(of, at=at):
        made = projects.start(of, title=title, template=template, by=of.user, at=at, **fields)
        if visibility != "private":
            section(made, "What was asked", "Can churn be told a month ahead?", at=at)
            made = projects.publish(made, visibility=visibility, by=of.user, at=at)
    made.practitioner.refresh_from_db()
    return made


def _part(part: Any, at: datetime) -> Any:
    return parts.add(part, by=part.project.practitioner.user, at=at)


def section(
    of: Project,
    title: str = "Preparation",
    body: str = "Scaled on the training part only.",
    *,
    at: datetime = AT,
    **fields: Any,
) -> Section:
    """A section with content."""
    return _part(Section(project=of, title=title, body=body, **fields), at)


def dataset(of: Project, name: str = "Telco churn", *, at: datetime = AT, **fields: Any) -> DataSet:
    """A data set, standard unless told."""
    return _part(DataSet(project=of, name=name, **{"origin": "standard-dataset", "licence": "CC0", **fields}), at)


def decision(of: Project, choice: str = "F1 instead of accuracy", *, at: datetime = AT, **fields: Any) -> Decision:
    """A defended choice."""
    return _part(Decision(project=of, choice=choice, **{"reason": "One in four leaves.", **fields}), at)


def contributor(
    of: Project, name: str = "Jo Berg", did: str = "Labelled the data", *, at: datetime = AT, **fields: Any
) -> Contributor:
    """Somebody of the team."""
    return _part(Contributor(project=of, name=name, did=did, **fields), at)


def result(
    of: Project, value: str = "0.843", *, baseline: str = "", best: str = "", at: datetime = AT, **fields: Any
) -> Result:
    """A result (ROC AUC, spread 0.006), with a trivial baseline and a published best when given."""
    given = [Reference(role=role, value=Decimal(v)) for role, v in (("naive", baseline), ("strong", best)) if v]
    words: dict[str, Any] = {
        "label": "MLP, 64 units",
        "metric": "ROC AUC",
        "spread": Decimal("0.006"),
        "spread_kind": "std",
        "repeats": 5,
    }
    made = Result(project=of, value=Decimal(value), **{**words, **fields})
    return result_actions.add(made, references=given, by=of.practitioner.user, at=at)


def comparison(
    of: Project, before: str = "0.81", after: str = "0.84", *, at: datetime = AT, **fields: Any
) -> Comparison:
    """A complete before and after (dropout against overfitting, five repeats each)."""
    words: dict[str, Any] = {
        "technique": "Dropout",
        "metric": "ROC AUC",
        "problem": "overfitting",
        "problem_shown": "Training loss falls while validation loss rises from epoch 9.",
        "before_spread": Decimal("0.01"),
        "after_spread": Decimal("0.01"),
        "before_repeats": 5,
        "after_repeats": 5,
        "spread_kind": "std",
        "conclusion": "It helps by three spreads.",
    }
    return _part(Comparison(project=of, before=Decimal(before), after=Decimal(after), **{**words, **fields}), at)


def link(of: Project, name: str = "train", *, at: datetime = AT, **fields: Any) -> Artefact:
    """A link to code at a commit."""
    words: dict[str, Any] = {
        "title": "train.py",
        "url": f"https://code.example.org/ida/churn/blob/{COMMIT}/train.py",
        "link_kind": "code",
    }
    return _part(Artefact(project=of, kind="link", name=name, **{**words, **fields}), at)


def image(of: Project, name: str = "curves", *, at: datetime = AT, **fields: Any) -> Artefact:
    """An image row; its file is not stored. Tests of files use `portfolio.actions.artefacts`."""
    words: dict[str, Any] = {
        "title": "Learning curves",
        "alt": "Validation loss rises from epoch 9.",
        "content_hash": "c0ffee" * 10,
        "renditions": [{"width": 640, "height": 400, "path": f"images/{next(_numbers):032x}/640.webp", "bytes": 9000}],
    }
    return _part(Artefact(project=of, kind="image", name=name, **{**words, **fields}), at)


def pointer(to: Any, lines: str = "") -> Pointer:
    """An unsaved pointer to a part of a project."""
    kind = to.kind if isinstance(to, Artefact) else to._meta.model_name
    field = "artefact" if isinstance(to, Artefact) else kind
    return Pointer(kind=kind, lines=lines, **{field: to})


def skill(key: str) -> Skill:
    """The skill with this key; made, with a framework of its own without editions, where no framework is loaded."""
    known = Skill.objects.filter(key=key).first()
    if known is not None:
        return known
    framework, _ = Framework.objects.get_or_create(key="three-levels", defaults={"is_default": True})
    return Skill.objects.create(framework=framework, key=key)


def evidence(
    of: Project,
    key: str = "l1.modeling.target-binary",
    *places: Any,
    lines: str = "",
    statement: str = "The target is binary and the threshold is chosen by cost.",
    at: datetime = AT,
) -> Evidence:
    """`of` put forward for the skill `key`, pointing at `places` (parts); `lines` go to links of code."""
    pointers = [pointer(p, lines if isinstance(p, Artefact) and p.link_kind == "code" else "") for p in places]
    made = evidence_actions.link(
        of, skill=skill(key), statement=statement, pointers=pointers, by=of.practitioner.user, at=at
    )
    made.refresh_from_db()
    return made


def verdict(
    of: Evidence,
    by: User | None = None,
    outcome: str = "meets",
    *,
    grounds: str = "The curve and the code agree.",
    at: datetime = AT,
) -> Verdict:
    """A verdict on the present version, by somebody new unless told."""
    of.refresh_from_db()
    return verdict_actions.record(
        of, outcome=outcome, grounds=grounds, fingerprint=of.fingerprint, by=by or user("Remi Fontaine"), at=at
    )
