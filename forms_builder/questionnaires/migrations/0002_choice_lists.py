import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("questionnaires", "0001_questionnaire"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChoiceList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=120, unique=True, verbose_name="название")),
                ("retired", models.BooleanField(default=False, help_text="Больше не выбирать. Формы, где список стоит, спрашивают его по-прежнему.", verbose_name="снят")),
            ],
            options={
                "verbose_name": "список вариантов",
                "verbose_name_plural": "списки вариантов",
                "ordering": ["title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ListOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("label", models.CharField(max_length=300, verbose_name="вариант")),
                ("value", models.CharField(max_length=40, validators=[django.core.validators.RegexValidator("^[a-z0-9_]+\\Z", "Код: латинские строчные буквы, цифры и _.")], verbose_name="код")),
                ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="балл")),
                ("unsure", models.BooleanField(default=False, verbose_name="«затрудняюсь ответить»")),
                ("choice_list", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="options", to="questionnaires.choicelist")),
            ],
            options={
                "verbose_name": "вариант",
                "verbose_name_plural": "варианты",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
