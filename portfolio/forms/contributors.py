"""Who did what in a team."""

from portfolio.forms.texts import PartForm
from portfolio.models import Contributor


class ContributorForm(PartForm):
    """One person of the team."""

    class Meta:
        model = Contributor
        fields = ("name", "did", "is_self")
        labels = {"name": "Name", "did": "What they did", "is_self": "This is me"}
