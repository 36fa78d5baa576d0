"""Data sets of a project."""

from django import forms

from portfolio.forms.texts import PartForm, Text, WebAddress
from portfolio.models import DataSet


class DataSetForm(PartForm):
    """What the data is, where it comes from, and under which terms."""

    origin = forms.ChoiceField(
        label="Where it comes from",
        choices=[("", "Choose one"), *DataSet.Origin.choices],
        help_text="Contrived or generated data is full evidence at Level 2, and none for Level 3 data handling.",
    )
    url = WebAddress(label="Address", max_length=300, help_text="Where a reader finds it.")
    note = Text(label="What is known to be wrong with it", max_length=2000)

    class Meta:
        model = DataSet
        fields = ("name", "origin", "url", "licence", "size", "split", "note")
        labels = {
            "name": "Name",
            "licence": "Licence",
            "size": "Size",
            "split": "Split",
        }
        help_texts = {
            "licence": "For example CC BY 4.0.",
        }
