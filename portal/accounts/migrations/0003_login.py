import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models

from portal.accounts.logins import base_of, free_login

CHECK = django.core.validators.RegexValidator(
    '^[a-z0-9][a-z0-9._-]*$', 'Латинские буквы, цифры, точка, дефис.'
)


def give_logins(apps, schema_editor):
    """Everybody who came in by e-mail alone gets a login from her name."""
    user = apps.get_model('accounts', 'User')
    taken = set()
    for person in user.objects.order_by('pk').iterator():
        base = base_of(person.last_name, person.first_name, person.patronymic)
        person.login = free_login(base, taken)
        taken.add(person.login)
        person.save(update_fields=['login'])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_sign_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='login',
            field=models.CharField(max_length=60, null=True, verbose_name='логин'),
        ),
        migrations.RunPython(give_logins, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='user',
            name='login',
            field=models.CharField(max_length=60, unique=True, validators=[CHECK], verbose_name='логин'),
        ),
        migrations.RemoveConstraint(model_name='user', name='accounts_user_email_folded'),
        migrations.AlterField(
            model_name='user',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='электронная почта'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='accounts_user_email_given'),
        ),
    ]
