"""Where the object of an act lay when it was done; of acts written before, nobody knows.

The columns are nullable without a default, so that SQLite adds them without rebuilding the table,
which would lose the triggers of the migration before.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_append_only")]

    operations = [
        migrations.AddField(
            "entry", "organisation_uid", models.UUIDField(null=True, blank=True, editable=False)
        ),
        migrations.AddField(
            "entry", "territory_uid", models.UUIDField(null=True, blank=True, editable=False)
        ),
    ]
