import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from 0002: PostgreSQL changes no table in the transaction that filled its keys."""

    dependencies = [
        ('assignments', '0002_targets_and_states'),
        ('organisations', '0002_registry'),
    ]

    operations = [
        migrations.AlterField(
            model_name='assignment',
            name='place',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.territory'),
        ),
    ]
