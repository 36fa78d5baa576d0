"""On PostgreSQL, rows of documents without their long texts, which then lie beside the table.

Who has a word is read from the index and then from the rows, for the key of the person: of rows that hold their texts
three lie on a page, without them eighty. Rows that are there become narrow when they are written anew, as
`recompute_coverage` does.
"""

from django.db import migrations


def narrow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE portfolio_document SET (toast_tuple_target = 128)")


def wide(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE portfolio_document RESET (toast_tuple_target)")


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0011_listings")]

    operations = [migrations.RunPython(narrow, wide)]
