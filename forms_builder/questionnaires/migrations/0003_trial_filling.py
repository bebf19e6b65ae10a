import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("questionnaires", "0002_choice_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrialFilling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "wording",
                    models.CharField(
                        choices=[
                            ("draft", "нынешние черновики"),
                            ("agreed", "согласованный текст"),
                        ],
                        default="draft",
                        max_length=6,
                        verbose_name="какой текст",
                    ),
                ),
                ("content", models.TextField(editable=False, verbose_name="содержание")),
                (
                    "answers",
                    models.JSONField(default=dict, editable=False, verbose_name="ответы"),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="начато")),
                (
                    "updated_at",
                    models.DateTimeField(auto_now=True, db_index=True, verbose_name="изменено"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кто пробует",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="questionnaires.questionnaire",
                        verbose_name="электронная форма",
                    ),
                ),
            ],
            options={
                "verbose_name": "пробное заполнение",
                "verbose_name_plural": "пробные заполнения",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("questionnaire", "person"), name="questionnaires_one_trial"
                    )
                ],
            },
        ),
    ]
