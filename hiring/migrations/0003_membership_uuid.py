import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hiring", "0002_lists")]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
