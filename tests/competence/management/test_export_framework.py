"""`manage.py export_framework`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from competence.formats import toml
from competence.queries import editions

pytestmark = pytest.mark.django_db


def test_an_edition_is_written_so_that_it_can_be_loaded_again(frameworks):
    out = StringIO()
    call_command("export_framework", "field-guide", stdout=out)
    assert toml.read(out.getvalue(), "x")[0] == editions.of("field-guide")


def test_it_goes_into_a_file(frameworks, tmp_path):
    path = tmp_path / "out.toml"
    version = editions.of("field-guide").version
    call_command("export_framework", "field-guide", edition=version, output=path, stdout=StringIO())
    assert toml.read(path.read_text(encoding="utf-8"), "x")[0] == editions.edition("field-guide", version)


def test_what_is_not_there_is_said_with_what_is(frameworks):
    with pytest.raises(CommandError, match=r"no edition 9\.0\.0 of “field-guide”. Frameworks here: three-levels"):
        call_command("export_framework", "field-guide", edition="9.0.0")


def test_a_place_that_cannot_be_written_is_said(frameworks, tmp_path):
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("export_framework", "field-guide", output=tmp_path / "no" / "x.toml")
