"""The closed lists of words that framework files use; any other word is refused when a file is read.

Source: the description of the blocks in `docs/using/frameworks.md`. Pure: no table is touched here.
"""

from django.db.models import TextChoices


class Proof(TextChoices):
    """Where the proof of a skill usually lies."""

    PROJECT = "project", "a project page"
    ARTEFACT = "artefact", "code, a service or a repository"
    NOTE = "note", "a written explanation or worked example"
    ACTIVITY = "activity", "something dated outside a project"


class RuleKind(TextChoices):
    """What a rule looks at."""

    SKILLS = "skills", "skills shown"
    COMPARISONS = "comparisons", "techniques with a measured before and after"
    GROUPS = "groups", "groups with skills shown"
    COMPETENCES = "competences", "competences with skills shown"
    PROCESS = "process", "projects through a whole process"
    PROJECTS = "projects", "projects"
    AXIS_VALUES = "axis-values", "kinds of project"
    MATRIX_CELLS = "matrix-cells", "cells of a matrix"
    REPEATS = "repeats", "repeated runs"
    ONE_VALUE = "one-value", "several things in one place"


class Basis(TextChoices):
    """Where the expectation behind a rule comes from."""

    SOURCE = "source", "taken from the source"
    EDITORIAL = "editorial", "set by the editors"


class AxisKind(TextChoices):
    FLAT = "flat", "a plain list"
    NESTED = "nested", "each value has a parent on another axis"


class MatrixKind(TextChoices):
    PRODUCT = "product", "a cell for each pair"
    NESTED = "nested", "a cell for each value of the columns"


class TemplateKind(TextChoices):
    PROCESS = "process", "steps of a project"
    PLAN = "plan", "choices before starting"
    PATHWAY = "pathway", "an order of problem kinds"
    METHOD = "method", "a way of doing one thing"
    LADDER = "ladder", "a rating of results"


class Relation(TextChoices):
    """What a completed step of one template does for a step of another."""

    SAME = "same", "completes"
    COVERS = "covers", "completes all of"
    PART_OF = "part-of", "contributes to"


class Match(TextChoices):
    """What the target skill is in relation to the source skill."""

    EXACT = "exact", "the same"
    CLOSE = "close", "close to it"
    BROADER = "broader", "wider"
    NARROWER = "narrower", "narrower"


class NoteKind(TextChoices):
    PRINCIPLE = "principle", "Principle"
    ASSUMPTION = "assumption", "Assumption"
    OBSERVATION = "observation", "Observation"
    ADVICE = "advice", "Advice"
    WARNING = "warning", "Warning"
    LIMIT = "limit", "Limit"
    EDITORIAL = "editorial", "Editorial note"


class Aspect(TextChoices):
    """What a skill of a domain is about."""

    DATA_HANDLING = "data-handling", "data handling"
    TECHNIQUE = "technique", "technique"
    SUB_PROBLEM = "sub-problem", "sub-problem"


class Carry(TextChoices):
    """What evidence for one of two matching skills may do for the other."""

    COUNTS = "counts", "counts here as well"
    SUGGEST = "suggest", "is offered, and counts once a person confirms it"
