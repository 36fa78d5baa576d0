"""Ida writes a project; the studio is opened as her."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Project
from tests.factories import portfolio as make

HTMX = {"HX-Request": "true"}


@pytest.fixture
def project(db: None) -> Project:
    """A private project of Ida's with the address /studio/projects/churn/."""
    return make.project(make.practitioner(handle="ida"), "Churn")


@pytest.fixture
def client(project: Project, client_of: Callable[[User | None], Client]) -> Client:
    """Ida's browser."""
    return client_of(project.practitioner.user)


@pytest.fixture
def base(project: Project) -> str:
    """The begin of the project's addresses in the studio."""
    return f"/studio/projects/{project.slug}"
