"""Figures: the digits that somebody typed, from the box to the database and back."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from core.fields import FigureField, FigureInput, figure_text, parse_figure


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0.940", "0.940"),
        ("-1.5", "-1.5"),
        ("\N{MINUS SIGN}1.50", "-1.50"),
        ("+0.5", "0.5"),
        (" 12 ", "12"),
        (".5", "0.5"),
        ("5.", "5"),
        ("007", "7"),
        ("0", "0"),
        ("0.000", "0.000"),
        ("1e-3", "0.001"),
        ("1.50E2", "150"),
        ("1.5e-8", "0.000000015"),
        ("3e5", "300000"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
def test_what_was_typed_is_kept_and_exponents_are_written_out(typed: str, kept: str) -> None:
    assert figure_text(parse_figure(typed)) == kept
    assert str(Decimal(figure_text(parse_figure(typed)))) == str(parse_figure(typed))


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "NaN", "nan", "Infinity", "-inf", "sNaN", "1,234.5", "1 234", "1_000", "94 %", "94%", "0x1F", "1e",
     "e5", ".", "-", "--1", "1.2.3", "١٢", "½", "1e9999", "1\n2", "0.94 ± 0.02"],
)  # fmt: skip
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"Give a number such as 0\.943 or 1540"):
        parse_figure(typed)


def test_a_decimal_comma_is_refused_with_the_figure_as_it_should_be() -> None:
    with pytest.raises(ValidationError, match=r"Write a point, not a comma: 3\.4\."):
        parse_figure("3,4")


@pytest.mark.parametrize("typed", ["1" * 31, "0." + "1" * 31, "1e40", "1e-40", "1e999", "0." + "0" * 40])
def test_more_digits_than_anybody_measures_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="at most 30 digits"):
        parse_figure(typed)


with isolate_apps("core"):

    class Reading(models.Model):
        value = FigureField(null=True, blank=True)

        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return str(self.value)


@pytest.fixture
def table(transactional_db: None) -> Any:
    with connection.schema_editor() as editor:
        editor.create_model(Reading)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Reading)


@pytest.mark.parametrize("value", ["0.940", "-1.50", "1e-8", Decimal("0.10"), Decimal("1E+3"), 7, None])
def test_the_database_gives_back_the_same_digits(table: Any, value: Any) -> None:
    pk = Reading.objects.create(value=value).pk
    back = Reading.objects.get(pk=pk).value
    assert back == (None if value is None else Decimal(value))
    assert value is None or figure_text(back) == figure_text(parse_figure(str(value)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM core_reading WHERE id = %s", [pk])
        assert cursor.fetchone()[0] == (None if value is None else figure_text(back))


def test_equal_digits_are_found(table: Any) -> None:
    Reading.objects.create(value="0.940")
    assert Reading.objects.filter(value=Decimal("0.940")).count() == 1
    assert Reading.objects.filter(value__in=["0.940", "1"]).count() == 1
    assert Reading.objects.filter(value__isnull=True).count() == 0


@pytest.mark.parametrize("lookup", ["gt", "gte", "lt", "lte", "range"])
def test_the_database_is_never_asked_to_order_figures(lookup: str) -> None:
    with pytest.raises(FieldError, match="Compare in Python"):
        Reading.objects.filter(**{f"value__{lookup}": "1"})


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), True, "abc"])
def test_code_cannot_store_what_is_no_figure(value: Any) -> None:
    with pytest.raises(ValidationError):
        Reading(value=value).full_clean()
    with pytest.raises(ValidationError):
        FigureField().get_prep_value(value)


def test_it_is_a_varchar_of_40_and_says_so_in_a_migration() -> None:
    field = Reading._meta.get_field("value")
    assert field.db_type(connection) == "varchar(40)"
    written, imports = MigrationWriter.serialize(FigureField(null=True))
    assert (written, imports) == ("core.fields.FigureField(max_length=40, null=True)", {"import core.fields"})


def test_the_form_has_a_text_box_with_a_decimal_keyboard() -> None:
    field = FigureField().formfield()
    assert isinstance(field, FigureInput)
    box = field.widget.render("value", field.prepare_value(Decimal("1E-8")))
    assert 'type="text"' in box
    assert 'inputmode="decimal"' in box
    assert 'value="0.00000001"' in box


def test_an_empty_box_is_none_where_that_is_allowed() -> None:
    assert FigureField(null=True, blank=True).formfield().clean(" ") is None
    with pytest.raises(ValidationError):
        FigureField().formfield().clean("")


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        (Decimal("0.94"), "0.940", True),
        (Decimal("0.940"), "0.940", False),
        (Decimal("0.940"), " 0.940 ", False),
        (None, "", False),
        (None, "0", True),
        (Decimal(1), "x", True),
    ],
)
def test_another_digit_is_a_change_although_the_number_is_equal(before: Any, now: str, changed: bool) -> None:
    assert FigureInput(required=False).has_changed(before, now) is changed
