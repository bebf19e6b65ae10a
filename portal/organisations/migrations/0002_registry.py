"""Founders, buildings, groups with families, the states of a kindergarten with their days."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

import portal.organisations.inn

KINDS = [
    ("kindergarten", "детский сад"),
    ("general", "детский сад общеразвивающего вида"),
    ("combined", "детский сад комбинированного вида"),
    ("compensating", "детский сад компенсирующего вида"),
    ("health", "детский сад присмотра и оздоровления"),
    ("centre", "центр развития ребёнка — детский сад"),
    ("school", "дошкольные группы при школе"),
    ("other", "другая организация"),
]


def give_buildings_their_uid(apps, schema_editor):
    buildings = apps.get_model("organisations", "Building")
    for pk in buildings.objects.values_list("pk", flat=True):
        buildings.objects.filter(pk=pk).update(uid=uuid.uuid4())


def date_the_closed(apps, schema_editor):
    """The day was not kept before; the day of this change is the first that is certain."""
    closed = apps.get_model("organisations", "Organisation").objects.filter(state="closed")
    closed.update(closed_on=timezone.localdate())


def tell_groups_apart(apps, schema_editor):
    """Two groups of one name in one kindergarten: the later ones get a number behind it."""
    groups = apps.get_model("organisations", "ChildGroup")
    seen = {}
    for group in groups.objects.order_by("pk"):
        key = (group.organisation_id, group.name)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            groups.objects.filter(pk=group.pk).update(name=f"{group.name[:110]} ({seen[key]})")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_registry")]

    operations = [
        migrations.CreateModel(
            name="Founder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=500, verbose_name="название")),
                (
                    "short_name",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="краткое название"
                    ),
                ),
                (
                    "inn",
                    models.CharField(
                        blank=True,
                        max_length=12,
                        validators=[portal.organisations.inn.validate_inn],
                        verbose_name="ИНН",
                    ),
                ),
                ("search", models.TextField(editable=False)),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="founders",
                        to="organisations.territory",
                        verbose_name="территория",
                    ),
                ),
            ],
            options={
                "verbose_name": "учредитель",
                "verbose_name_plural": "учредители",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=~Q(inn=""),
                        fields=("inn",),
                        name="organisations_founder_inn_unique",
                        violation_error_message="Учредитель с таким ИНН уже есть.",
                    ),
                    models.UniqueConstraint(
                        fields=("territory", "name"),
                        name="organisations_founder_name_unique",
                        violation_error_message="Учредитель с таким названием здесь уже есть.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            "territory",
            "closed_on",
            models.DateField(blank=True, null=True, verbose_name="упразднена с"),
        ),
        migrations.AddField(
            "territory",
            "merged_into",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="organisations.territory",
                verbose_name="присоединена к",
            ),
        ),
        migrations.AddField(
            "organisation",
            "kind",
            models.CharField(blank=True, choices=KINDS, max_length=20, verbose_name="тип"),
        ),
        migrations.AddField(
            "organisation",
            "founder",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organisations",
                to="organisations.founder",
                verbose_name="учредитель",
            ),
        ),
        migrations.AddField(
            "organisation",
            "email",
            models.EmailField(
                blank=True,
                error_messages={
                    "invalid": "Напишите адрес почты целиком, например sad31@mail.ru."
                },
                max_length=254,
                verbose_name="эл. почта",
            ),
        ),
        migrations.AddField(
            "organisation",
            "phone",
            models.CharField(blank=True, max_length=60, verbose_name="телефон"),
        ),
        migrations.AddField(
            "organisation",
            "places",
            models.PositiveIntegerField(blank=True, null=True, verbose_name="мест"),
        ),
        migrations.AddField(
            "organisation",
            "opened_on",
            models.DateField(blank=True, null=True, verbose_name="открыт с"),
        ),
        migrations.AddField(
            "organisation",
            "suspended_from",
            models.DateField(blank=True, null=True, verbose_name="приостановлен с"),
        ),
        migrations.AddField(
            "organisation",
            "suspended_until",
            models.DateField(blank=True, null=True, verbose_name="приостановлен по"),
        ),
        migrations.AddField(
            "organisation",
            "closed_on",
            models.DateField(blank=True, null=True, verbose_name="закрыт с"),
        ),
        migrations.RunPython(date_the_closed, migrations.RunPython.noop),
        migrations.AddConstraint(
            "organisation",
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False),
                name="organisations_closed_on_a_day",
                violation_error_message="Напишите, с какого дня детский сад закрыт.",
            ),
        ),
        migrations.AddField(
            "building",
            "name",
            models.CharField(blank=True, max_length=120, verbose_name="название"),
        ),
        migrations.AddField(
            "building", "uid", models.UUIDField(default=uuid.uuid4, editable=False, null=True)
        ),
        migrations.RunPython(give_buildings_their_uid, migrations.RunPython.noop),
        migrations.AlterField(
            "building",
            "uid",
            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.RemoveField("childgroup", "ages"),
        migrations.AddField(
            "childgroup",
            "building",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="groups",
                to="organisations.building",
                verbose_name="корпус",
            ),
        ),
        migrations.AddField(
            "childgroup",
            "age_from",
            models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(8)],
                verbose_name="возраст от, лет",
            ),
        ),
        migrations.AddField(
            "childgroup",
            "age_to",
            models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(8)],
                verbose_name="до, лет",
            ),
        ),
        migrations.AddField(
            "childgroup",
            "families",
            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="семей"),
        ),
        migrations.AddField(
            "childgroup",
            "families_on",
            models.DateField(blank=True, null=True, verbose_name="на какой день"),
        ),
        migrations.AddField(
            "childgroup",
            "closed_on",
            models.DateField(blank=True, null=True, verbose_name="закрыта с"),
        ),
        migrations.RunPython(tell_groups_apart, migrations.RunPython.noop),
        migrations.AddConstraint(
            "childgroup",
            models.UniqueConstraint(
                condition=Q(closed_on__isnull=True),
                fields=("organisation", "name"),
                name="organisations_group_once",
                violation_error_message="Группа с таким названием здесь уже есть.",
            ),
        ),
        migrations.AddConstraint(
            "childgroup",
            models.CheckConstraint(
                condition=Q(families__isnull=True) | Q(families_on__isnull=False),
                name="organisations_families_on_a_day",
                violation_error_message="Напишите, на какой день посчитаны семьи.",
            ),
        ),
    ]
