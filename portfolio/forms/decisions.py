"""Decisions of a project."""

from portfolio.forms.texts import PartForm, Text
from portfolio.models import Decision


class DecisionForm(PartForm):
    """A choice that its author can defend in a talk."""

    context = Text(label="What the situation was", max_length=2000)
    options = Text(label="Instead of what", max_length=2000, help_text="What it was weighed against.")
    reason = Text(label="Why", max_length=2000, required=True)
    revisit = Text(label="What would change it", max_length=1000, rows=2)

    class Meta:
        model = Decision
        fields = ("choice", "context", "options", "reason", "revisit")
        labels = {"choice": "What was chosen"}
        help_texts = {"choice": "For example F1 on the minority class instead of accuracy."}
