"""Data sets of a project."""

from portfolio.forms.texts import PartForm, Text
from portfolio.models import DataSet


class DataSetForm(PartForm):
    """What the data is, where it comes from, and under which terms."""

    note = Text(label="What is known to be wrong with it", max_length=2000)

    class Meta:
        model = DataSet
        fields = ("name", "origin", "url", "licence", "size", "split", "note")
        labels = {
            "name": "Name",
            "origin": "Where it comes from",
            "url": "Address",
            "licence": "Licence",
            "size": "Size",
            "split": "Split",
        }
        help_texts = {
            "origin": "Contrived or generated data is full evidence at Level 2, and none for handling real data at Level 3.",
            "url": "Where a reader finds it.",
            "licence": "For example CC BY 4.0.",
        }
