"""The database itself refuses to change or delete an entry.

SQLite loses the triggers when a later migration rebuilds the table: such a migration puts them
back, and the test that writes past the models is red until it does.
"""

from django.db import migrations

SAYS = "the journal is append-only"
SQLITE = {
    "journal_refuse_update": "BEFORE UPDATE ON journal_entry",
    "journal_refuse_delete": "BEFORE DELETE ON journal_entry",
    # INSERT OR REPLACE removes the old row without a word to the trigger above.
    "journal_refuse_replace": (
        "BEFORE INSERT ON journal_entry WHEN EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)"
    ),
}
POSTGRES_FUNCTION = f"""
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = '{SAYS}', ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER journal_refuse BEFORE UPDATE OR DELETE ON journal_entry
FOR EACH ROW EXECUTE FUNCTION journal_refuse()
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION)
        schema_editor.execute(POSTGRES_TRIGGER)
    if schema_editor.connection.vendor == "sqlite":
        for name, moment in SQLITE.items():
            schema_editor.execute(
                f"CREATE TRIGGER {name} {moment} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER journal_refuse ON journal_entry")
        schema_editor.execute("DROP FUNCTION journal_refuse()")
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_search")]

    operations = [migrations.RunPython(guard, release)]
