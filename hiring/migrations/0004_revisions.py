from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hiring", "0003_membership_uuid")]

    operations = [
        migrations.AddField(model_name=name, name="revision", field=models.PositiveIntegerField(default=1, db_default=1))
        for name in ("shortlist", "team", "savedsearch")
    ]
