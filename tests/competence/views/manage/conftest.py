"""Max at the editor, and a draft of the default framework."""

import pytest

from competence.actions import drafts as actions
from tests.conftest import NOW


@pytest.fixture
def editor(client, max, frameworks):
    client.force_login(max)
    return client


@pytest.fixture
def draft(editor, max):
    return actions.open_current("three-levels", by=max, at=NOW)
