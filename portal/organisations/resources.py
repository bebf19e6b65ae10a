"""The registry through django-import-export: one resource for import and export."""

from collections.abc import Iterator
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export import fields, resources

from portal.organisations import cells, columns
from portal.organisations.checks import DERIVED, unprintable_fields
from portal.organisations.choices import OrganisationState
from portal.organisations.known import RegistryLoader, natural_keys
from portal.organisations.models import Organisation, Territory
from portal.organisations.states import SUSPENSION, settle, wrong_days
from portal.organisations.surroundings import Surroundings

NONE_AT_ALL = ("founder_id", "places", "opened_on", *SUSPENSION, "closed_on")
DAYS = {"suspended_from": columns.SUSPENDED_FROM, "suspended_until": columns.SUSPENDED_UNTIL}


class OrganisationResource(resources.ModelResource):
    """Registry of a territory and everything below it in, of any rows out.

    Looks at one line after the other (import_row) and keeps what is to be written in
    create_instances and update_instances; planning.py drives it, services write.
    """

    territory = fields.Field("territory_id", columns.TERRITORY, readonly=True)
    number = fields.Field("number", columns.NUMBER, widget=cells.NumberWidget())
    short_name = fields.Field("short_name", columns.SHORT_NAME)
    official_name = fields.Field("official_name", columns.OFFICIAL_NAME)
    inn = fields.Field("inn", columns.INN)
    kind = fields.Field("kind", columns.KIND, widget=cells.KindWidget())
    founder = fields.Field("founder_id", columns.FOUNDER)
    address = fields.Field("address", columns.ADDRESS)
    site = fields.Field("site", columns.SITE)
    email = fields.Field("email", columns.EMAIL)
    phone = fields.Field("phone", columns.PHONE)
    places = fields.Field("places", columns.PLACES, widget=cells.CountWidget())
    opened_on = fields.Field("opened_on", columns.OPENED, widget=cells.DayWidget())
    state = fields.Field("state", columns.STATE, widget=cells.StateWidget())
    suspended_from = fields.Field(
        "suspended_from", columns.SUSPENDED_FROM, widget=cells.DayWidget()
    )
    suspended_until = fields.Field(
        "suspended_until", columns.SUSPENDED_UNTIL, widget=cells.DayWidget()
    )
    closed_on = fields.Field("closed_on", columns.CLOSED, widget=cells.DayWidget())
    note = fields.Field("note", columns.NOTE)

    class Meta:
        model = Organisation
        fields = ("territory", *Organisation.WRITTEN[:-1], *Organisation.STATE, "note")
        import_id_fields = ()
        instance_loader_class = RegistryLoader
        use_bulk = True
        batch_size = None  # one write at the end, after every row has been looked at
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True

    def __init__(self, territory: Territory | None = None):
        super().__init__()
        self.surroundings = Surroundings(territory)
        self.fields["territory"].widget = cells.TerritoryWidget(self.surroundings)
        self.fields["founder"].widget = cells.FounderWidget(self.surroundings)
        self.today = timezone.localdate()
        self.seen: dict[tuple[object, ...], int] = {}
        self.loader: RegistryLoader | None = None

    def load(self, table: tablib.Dataset) -> RegistryLoader:
        """Read the registry once for all lines of a table."""
        self.loader = RegistryLoader(self, table)
        return self.loader

    def get_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.filter(territory__in=self.surroundings.territories)

    def home_of(self, row: dict[str, Any]) -> Territory:
        """Return the territory of a line; ValidationError where it names none of ours."""
        return self.surroundings.territory_of(row.get(columns.TERRITORY, ""))

    def init_instance(self, row: dict[str, Any] | None = None) -> Organisation:
        return Organisation(territory_id=self.home_of(row or {}).pk)

    def skip_row(self, instance: Organisation, *compared: Any, **more: Any) -> bool:
        """A new row is never «unchanged», however empty: it has to be looked at."""
        return instance.pk is not None and super().skip_row(instance, *compared, **more)

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Refuse a line whose number, ИНН or bare name an earlier line of the file has."""
        problems = {}
        for name, key in self._keys(row):
            first = self.seen.setdefault(key, row[columns.ROW])
            if first != row[columns.ROW]:
                problems[name] = _("То же самое уже в строке %d.") % first
        if problems:
            raise ValidationError(problems)

    def after_init_instance(
        self, instance: Organisation, new: bool, row: dict[str, Any], **kwargs: Any
    ) -> None:
        """Refuse two lines that mean one kindergarten, and a line that would move one."""
        if new:
            return
        first = self.seen.setdefault(("pk", instance.pk), row[columns.ROW])
        if first != row[columns.ROW]:
            said = {"name": instance, "row": first}
            raise ValidationError(_("«%(name)s» уже в строке %(row)d.") % said)
        if row.get(columns.TERRITORY) and instance.territory_id != self.home_of(row).pk:
            here = self.surroundings.territories[instance.territory_id]
            message = _("В реестре этот сад в территории «%s». Переведите его на его экране.")
            raise ValidationError({"territory_id": message % here})

    def import_field(
        self, field: fields.Field, instance: Organisation, row: dict[str, Any], **kwargs: Any
    ) -> None:
        """An empty cell says nothing, a dash empties the field, ё for е alone changes nothing."""
        cell = row.get(field.column_name, "")
        before = field.get_value(instance)
        if field.readonly or not cell or str(field.widget.render(before, instance)) == cell:
            return
        name = field.attribute
        if cell in columns.ERASING:
            setattr(instance, name, None if name in NONE_AT_ALL else "")
            return
        value = field.clean(row)
        if not (isinstance(value, str) and _but_for_yo(value) == _but_for_yo(before)):
            setattr(instance, name, value)

    def import_instance(self, instance: Organisation, row: dict[str, Any], **kwargs: Any) -> None:
        """Let days follow the state. A closed kindergarten is never opened by a file."""
        was = instance.state if instance.pk else ""
        super().import_instance(instance, row, **kwargs)
        if was == OrganisationState.CLOSED != instance.state:
            message = _("Этот сад закрыт. Открыть его снова можно на его экране.")
            raise ValidationError({"state": message})
        given = [name for name, column in DAYS.items() if row.get(column, "")]
        settle(instance, was, given, self.today)

    def validate_instance(
        self,
        instance: Organisation,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,
    ) -> None:
        """Check every field without a query per line; uniqueness is asked of the loader."""
        errors = dict(import_validation_errors or {})
        instance.fill_derived()
        known = {name.removesuffix("_id") for name in errors}
        try:
            instance.clean_fields(exclude={*DERIVED, "territory", "founder", *known})
        except ValidationError as invalid:
            errors = invalid.update_error_dict(errors)
        days = {} if "state" in known else wrong_days(instance, self.today)
        unprintable = unprintable_fields(instance, Organisation.WRITTEN)
        for name, message in (days | unprintable | self.loader.clash_of(instance)).items():
            errors.setdefault(name, message)
        if errors:
            raise ValidationError(errors)

    def _keys(self, row: dict[str, Any]) -> Iterator[tuple[str, tuple[object, ...]]]:
        number, inn = row[columns.NUMBER], row.get(columns.INN, "")
        home = self.home_of(row).pk
        for key in natural_keys(home, number, inn, row[columns.SHORT_NAME]):
            if key[0] != "name" or not inn:
                yield ("short_name" if key[0] == "name" else str(key[0])), key


def _but_for_yo(text: str | None) -> str | None:
    return text and text.replace("ё", "е").replace("Ё", "Е")
