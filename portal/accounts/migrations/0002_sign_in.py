import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_user'),
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='sign_in', serialize=False, to='sessions.session')),
                ('device', models.CharField(blank=True, max_length=60, verbose_name='устройство')),
                ('signed_in_at', models.DateTimeField(auto_now_add=True, verbose_name='вошла')),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='последнее действие')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ins', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'вход',
                'verbose_name_plural': 'входы',
            },
        ),
    ]
