"""The tables: names that can be read, keys that point down, nothing that happens behind one's back."""

import re
from datetime import date, datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from tests.architecture.source import APPS

OURS = [model for app in APPS for model in apps.get_app_config(app).get_models()]
NAME = re.compile(r"[a-z]+(_[a-z0-9]+)+")


def named(model):
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=named)
def test_no_order_is_implied(model):
    assert model._meta.ordering == []


@pytest.mark.parametrize("model", OURS, ids=named)
def test_constraints_and_indexes_say_what_holds_and_where(model):
    app = model._meta.app_label
    for named_thing in (*model._meta.constraints, *model._meta.indexes):
        assert named_thing.name.startswith(f"{app}_"), named_thing.name
        assert NAME.fullmatch(named_thing.name), named_thing.name
    assert not model._meta.unique_together


@pytest.mark.parametrize("model", OURS, ids=named)
def test_no_model_reads_the_clock(model):
    """Who writes says when. (`db_default=Now()` is the database's own, for a row that nobody says it of.)"""
    clocks = {timezone.now, timezone.localdate, datetime.now, date.today}
    for field in model._meta.local_concrete_fields:
        assert field.default not in clocks, f"{field}: default"
        assert not getattr(field, "auto_now", False) and not getattr(field, "auto_now_add", False), f"{field}: auto_now"


@pytest.mark.parametrize("model", OURS, ids=named)
def test_keys_across_apps_point_down_and_leave_no_mark_above(model):
    own = model._meta.app_label
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey | models.ManyToManyField) or field.auto_created:
            continue
        target = field.related_model._meta.app_label
        if target in (own, *(set(apps.app_configs) - set(APPS))):
            continue
        assert APPS.index(target) < APPS.index(own), f"{field} points up"
        if field.related_model._meta.label == settings.AUTH_USER_MODEL:
            continue  # what becomes of a person's things when the account goes is decided case by case
        assert field.remote_field.related_name == "+", f"{field} leaves a mark on {target}"
        assert field.remote_field.on_delete is models.PROTECT, f"{field} must protect what it points at"


@pytest.mark.parametrize("model", OURS, ids=named)
def test_fields_are_named_by_the_law(model):
    for field in model._meta.get_fields():
        if field.auto_created or not hasattr(field, "attname"):
            continue
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at") or field.name == "last_login", field
            assert not field.auto_now, f"{field}: the action says when"
            assert not field.auto_now_add, f"{field}: the action says when"
        elif isinstance(field, models.DateField):
            assert field.name.endswith("_on"), field


def test_there_are_tables_to_look_at():
    assert {"accounts.User", "competence.Framework", "portfolio.Project"} <= {model._meta.label for model in OURS}
