"""Data sets of a project."""

from portfolio.forms.texts import PartForm, Text, WebAddress
from portfolio.models import DataSet


class DataSetForm(PartForm):
    """What the data is, where it comes from, and under which terms."""

    url = WebAddress(label="Address", max_length=300, help_text="Where a reader finds it.")
    note = Text(label="What is known to be wrong with it", max_length=2000)

    class Meta:
        model = DataSet
        fields = ("name", "origin", "url", "licence", "size", "split", "note")
        labels = {
            "name": "Name",
            "origin": "Where it comes from",
            "licence": "Licence",
            "size": "Size",
            "split": "Split",
        }
        help_texts = {
            "origin": "Contrived or generated data is full evidence at Level 2, and none for Level 3 data handling.",
            "licence": "For example CC BY 4.0.",
        }
