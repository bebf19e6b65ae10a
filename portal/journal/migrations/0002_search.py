"""A folded column to search in, and an index for the order in which the journal is read."""

from django.db import migrations, models

from forms_builder.common.russian import fold


def fill(apps, schema_editor):
    Entry = apps.get_model("journal", "Entry")
    for entry in Entry.objects.select_related("by").iterator(chunk_size=1000):
        by = entry.by
        names = (by.last_name, by.first_name, by.patronymic) if by else ()
        words = fold(" ".join((*names, entry.object_title)))
        Entry.objects.filter(pk=entry.pk).update(search=words)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_entry")]

    operations = [
        migrations.AddField("entry", "search", models.TextField(default="", editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "entry", models.Index(fields=["-at", "-id"], name="journal_newest_first")
        ),
    ]
