"""PostgreSQL's TRUNCATE passes by the triggers of rows: a trigger of the statement refuses it.

SQLite has no TRUNCATE; its DELETE of everything is refused row by row.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION journal_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'the journal is append-only',
        ERRCODE = 'integrity_constraint_violation';
END $$
"""
TRIGGER = """
CREATE TRIGGER journal_refuse_truncate BEFORE TRUNCATE ON journal_entry
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_truncate()
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        schema_editor.execute(TRIGGER)


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER journal_refuse_truncate ON journal_entry")
        schema_editor.execute("DROP FUNCTION journal_refuse_truncate()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_place")]

    operations = [migrations.RunPython(guard, release)]
