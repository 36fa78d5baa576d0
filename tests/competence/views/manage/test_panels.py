"""Forms of the editor: whatever an item says, its form shows it and gives it back."""

import pytest
from django.http import QueryDict

from competence.actions import drafts as actions
from competence.drafting import edits
from competence.drafting.items import VALUE
from competence.queries import sheets
from competence.views.manage import panels
from core.errors import DomainError
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def sent(form) -> QueryDict:
    """What a browser sends when nothing is touched."""
    data = QueryDict(mutable=True)
    for field in form:
        value = field.value()
        if isinstance(value, list) and hasattr(field.field.widget, "allow_multiple_selected"):
            data.setlist(field.html_name, value)
        elif value is not None and value is not False:
            data[field.html_name] = value if isinstance(value, str) else str(value)
    return data


@pytest.mark.parametrize(
    ("kind", "each"),
    [("three-levels", 7), ("global-competencies", 9), ("processes", 5), ("crosswalk", 90), ("ideas", 9)],
)
def test_a_form_that_is_sent_untouched_changes_nothing(frameworks, kind, each):
    """Every n-th item of every kind; all of them were tried once."""
    catalogue = kind in ("processes", "crosswalk", "ideas")
    draft = (actions.open_catalogue if catalogue else actions.open_current)(kind, by=None, at=NOW)
    rows = [row for row in draft.items.order_by("kind", "position") if row.kind != VALUE]
    assert len({row.kind for row in rows[::each]}) > 1
    for row in rows[::each]:
        shown = panels.editing(draft, row, None).form
        form = panels.editing(draft, row, sent(shown)).form
        assert form.is_valid(), (row.kind, row.key, form.errors)
        with pytest.raises(DomainError, match="Nothing was changed"):
            edit = edits.reword(sheets.DraftSheet(draft), row.kind, row.key, form.fields_given)
            raise AssertionError((row.kind, row.key, edit))
