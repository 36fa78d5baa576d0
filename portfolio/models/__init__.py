from portfolio.models.artefacts import Artefact
from portfolio.models.changes import Change
from portfolio.models.checklists import Checklist, ChecklistChange, ChecklistItem
from portfolio.models.comparisons import Comparison
from portfolio.models.coverage import Coverage, Proof
from portfolio.models.datasets import DataSet
from portfolio.models.decisions import Decision
from portfolio.models.documents import Document, Spelling
from portfolio.models.evidence import Dismissal, Evidence, FeaturedProof, Pointer
from portfolio.models.facets import Facet
from portfolio.models.files import Cell, FileVersion, Reading
from portfolio.models.listings import Listing, Trait
from portfolio.models.practitioners import BackgroundEntry, Practitioner, Seeking, Workplace
from portfolio.models.projects import AxisChoice, Library, Project
from portfolio.models.renderings import Rendering
from portfolio.models.results import Better, Reference, Result, SpreadKind
from portfolio.models.sections import Contributor, Section
from portfolio.models.verdicts import Verdict
from portfolio.models.visibility import Visibility

__all__ = [
    "Artefact",
    "AxisChoice",
    "BackgroundEntry",
    "Better",
    "Cell",
    "Change",
    "Checklist",
    "ChecklistChange",
    "ChecklistItem",
    "Comparison",
    "Contributor",
    "Coverage",
    "DataSet",
    "Decision",
    "Dismissal",
    "Document",
    "Evidence",
    "Facet",
    "FeaturedProof",
    "FileVersion",
    "Library",
    "Listing",
    "Pointer",
    "Practitioner",
    "Project",
    "Proof",
    "Reading",
    "Reference",
    "Rendering",
    "Result",
    "Section",
    "Seeking",
    "Spelling",
    "SpreadKind",
    "Trait",
    "Verdict",
    "Visibility",
    "Workplace",
]
