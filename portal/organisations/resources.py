"""The registry through django-import-export: one resource for import and export."""

from collections.abc import Iterable
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from import_export import fields, instance_loaders, resources, widgets
from import_export.results import Result

from forms_builder.common.russian import fold
from portal.organisations import columns
from portal.organisations.choices import OrganisationState
from portal.organisations.models import Organisation, Territory

DERIVED = ("uid", "territory", "search", "sort")


class NumberWidget(widgets.CharWidget):
    """A plain whole number leaves as a number, so that a spreadsheet sorts it; all else as text."""

    def render(self, value: str, obj: Organisation | None = None, **kwargs: Any) -> str | int:
        plain = value.isascii() and value.isdigit() and str(int(value)) == value
        return int(value) if plain and len(value) < 16 else value


class StateWidget(widgets.CharWidget):
    """States in Russian words; an empty cell says nothing about the state."""

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> str | None:
        state = columns.STATES.get(value.casefold())
        if state is None:
            raise ValueError(
                _("Состояние «%s» неизвестно: бывает «открыт», «приостановлен», «закрыт».") % value
            )
        return state or None

    def render(self, value: str, obj: Organisation | None = None, **kwargs: Any) -> str:
        return str(OrganisationState(value).label)


class RegistryLoader(instance_loaders.BaseInstanceLoader):
    """Finds kindergartens of one territory by ИНН, else number, else name: two queries in all."""

    def __init__(self, resource: "OrganisationResource", dataset: tablib.Dataset):
        super().__init__(resource, dataset)
        rows = list(resource.get_queryset())
        self.by_inn = {row.inn: row for row in rows if row.inn}
        self.by_number = {row.number: row for row in rows if row.number}
        self.by_name = {fold(row.short_name): row for row in rows if not row.number}
        inns = set(dataset[columns.INN]) if columns.INN in dataset.headers else set()
        elsewhere = Organisation.objects.exclude(territory=resource.territory)
        self.inns_elsewhere = set(
            elsewhere.exclude(inn="").values_list("inn", flat=True) if inns - {""} else []
        )
        resource.loader = self

    def get_instance(self, row: dict[str, Any]) -> Organisation | None:
        found = self.by_inn.get(row.get(columns.INN, "")) or self.by_number.get(row[columns.NUMBER])
        if found or row[columns.NUMBER]:
            return found
        return self.by_name.get(fold(row[columns.SHORT_NAME]))

    def clash_of(self, organisation: Organisation) -> dict[str, str]:
        """Return what another kindergarten of the registry already holds, by field."""
        holder = self.by_number.get(organisation.number)
        clashes = {}
        if holder and holder.pk != organisation.pk:
            clashes["number"] = _("Этот номер у другого детского сада: «%s».") % holder
        if organisation.inn in self.inns_elsewhere:
            clashes["inn"] = _("Этот ИНН у детского сада другой территории.")
        return clashes


class OrganisationResource(resources.ModelResource):
    """Registry of one territory in, of any rows out.

    Import takes a table of columns.registry_table and writes in bulk at its end; a wrong row rolls
    everything back where the caller raises (see services.import_organisations).
    """

    number = fields.Field("number", columns.NUMBER, widget=NumberWidget())
    short_name = fields.Field("short_name", columns.SHORT_NAME)
    official_name = fields.Field("official_name", columns.OFFICIAL_NAME)
    inn = fields.Field("inn", columns.INN)
    address = fields.Field("address", columns.ADDRESS)
    site = fields.Field("site", columns.SITE)
    state = fields.Field("state", columns.STATE, widget=StateWidget(), saves_null_values=False)
    note = fields.Field("note", columns.NOTE)

    class Meta:
        model = Organisation
        fields = Organisation.WRITTEN
        import_id_fields = ()
        instance_loader_class = RegistryLoader
        use_bulk = True
        batch_size = None  # one write at the end, after every row has been looked at
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True
        store_row_values = True

    def __init__(self, territory: Territory | None = None):
        super().__init__()
        self.territory = territory
        self.loader: RegistryLoader | None = None
        self.seen: dict[tuple[str, str], int] = {}

    def get_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.filter(territory=self.territory)

    def init_instance(self, row: dict[str, Any] | None = None) -> Organisation:
        return Organisation(territory_id=self.territory.pk)

    def skip_row(self, instance: Organisation, *compared: Any, **more: Any) -> bool:
        """A new row is never «unchanged», however empty: it has to be looked at."""
        return instance.pk is not None and super().skip_row(instance, *compared, **more)

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Refuse a row whose number, ИНН or bare name an earlier row of the file has."""
        problems = {}
        for name, key in self._keys(row):
            first = self.seen.setdefault(key, row[columns.ROW])
            if first != row[columns.ROW]:
                problems[name] = _("То же самое уже в строке %d.") % first
        if problems:
            raise ValidationError(problems)

    def validate_instance(
        self,
        instance: Organisation,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,
    ) -> None:
        """Check every field without a query per row; uniqueness is asked of the loader."""
        errors = dict(import_validation_errors or {})
        instance.fill_derived()
        try:
            instance.clean_fields(exclude={*DERIVED, *errors})
        except ValidationError as invalid:
            errors = invalid.update_error_dict(errors)
        for name, message in self.loader.clash_of(instance).items():
            errors.setdefault(name, message)
        if errors:
            raise ValidationError(errors)

    def bulk_update(
        self,
        using_transactions: bool,
        dry_run: bool,
        raise_errors: bool,
        batch_size: int | None = None,
        result: Result | None = None,
    ) -> None:
        """Write changed rows as an upsert by key: bulk_update takes eight times as long."""
        Organisation.objects.bulk_create(
            self.update_instances,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*self._meta.fields, "search", "sort"],
        )
        self.update_instances.clear()

    def _keys(self, row: dict[str, Any]) -> Iterable[tuple[str, tuple[str, str]]]:
        number, inn = row[columns.NUMBER], row.get(columns.INN, "")
        if number:
            yield "number", ("number", number)
        if inn:
            yield "inn", ("inn", inn)
        if not number and not inn:
            yield "short_name", ("name", fold(row[columns.SHORT_NAME]))
