"""«Профиль качества ДОО»: what the report says, from a profile, its territory and the plan."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.documents.tree import (
    Block,
    Column,
    Document,
    Fact,
    Heading,
    KeyFigure,
    Paragraph,
    Table,
)
from portal.plans.models import Measure
from portal.profiles.explaining import explain_profile
from portal.profiles.models import Profile
from portal.profiles.reading import AreaLine, Reading, read_profile
from portal.profiles.selectors import TerritoryFigures
from portal.profiles.strip import strip_chart
from portal.profiles.words import indicators_word, number
from portal.reports.build.indicators import deficits, indicators_table, strengths

NAMED = 2  # areas named at each end of the scale


def build(profile: Profile, figures: TerritoryFigures, measures: Iterable[Measure]) -> Document:
    """Return the whole report; measures: those of the plan that stand in it, in their order."""
    reading = read_profile(profile)
    return Document(
        title=_("Профиль качества ДОО"),
        subtitle=profile.organisation.official_name or str(profile.organisation),
        mark=first_sentence(profile.edition.data["scale"]["notice"]),
        facts=tuple(_facts(profile)),
        blocks=(
            *_verdict(reading),
            *_summary(reading),
            *_areas(reading, figures),
            Heading(_("Показатели")),
            indicators_table(reading),
            *strengths(reading),
            *deficits(reading),
            *_plan(measures),
            *_method(profile),
        ),
    )


def _facts(profile: Profile) -> Iterable[Fact]:
    organisation = profile.organisation
    territories = [*organisation.territory.get_ancestors(), organisation.territory]
    yield Fact(_("Детский сад"), str(organisation))
    yield Fact(_("Территория"), " → ".join(str(territory) for territory in territories))
    yield Fact(_("Процедура"), f"{profile.procedure}\n{profile.campaign}")
    yield Fact(_("Даты"), _dates(profile))
    yield Fact(
        _("Редакция и правила"),
        _("%(edition)s, отпечаток %(hash)s; правила подсчёта версии %(rules)s")
        % {
            "edition": profile.edition,
            "hash": profile.edition.sha256[:16],
            "rules": profile.rule_version,
        },
    )


def _dates(profile: Profile) -> str:
    computed = _("результат посчитан %(day)s") % {"day": _day(localdate(profile.computed_at))}
    submitted = profile.response.submitted_at
    if submitted is None:
        return computed
    return _("лист отправлен %(day)s, ") % {"day": _day(localdate(submitted))} + computed


def _verdict(reading: Reading) -> Iterable[Block]:
    overall = reading.overall
    yield Paragraph(f"{reading.verdict}.")
    yield KeyFigure(
        value=overall.shown if overall.score is not None else "—",
        title=overall.word or reading.verdict,
        text=f"{reading.basis}.",
        level=overall.level,
    )


def _summary(reading: Reading) -> Iterable[Block]:
    areas = reading.scored_areas
    if len(areas) >= 2 * NAMED:
        yield Paragraph(_("Сильнее всего: %(areas)s.") % {"areas": _named(areas[:NAMED])})
        weakest = areas[: -NAMED - 1 : -1]
        yield Paragraph(_("Больше всего работы: %(areas)s.") % {"areas": _named(weakest)})
    if reading.overall.score is not None:
        yield Paragraph(
            _("Выше уровня %(base)s — %(above)s, ниже — %(below)s.")
            % {
                "base": reading.base,
                "above": indicators_word(len(reading.strong)),
                "below": indicators_word(len(reading.low)),
            }
        )


def _named(areas: Iterable[AreaLine]) -> str:
    return ", ".join(f"«{area.title}» ({area.figure.shown})" for area in areas)


def _areas(reading: Reading, figures: TerritoryFigures) -> Iterable[Block]:
    yield Heading(_("Области качества"))
    yield strip_chart(reading, figures.by_area, figures.territory)
    if figures.reason:
        yield Paragraph(figures.reason, soft=True)
    compared = any(not spread.hidden for spread in figures.by_area.values())
    columns = [
        Column(_("Область"), 36 if compared else 46),
        Column(_("Балл"), 12, "right"),
        Column(_("Уровень"), 26 if compared else 30),
        Column(_("Оценено"), 12, "right"),
    ]
    if compared:
        columns.append(Column(_("Середина территории"), 14, "right"))
    yield Table(
        caption=_("Области и их уровни"),
        columns=tuple(columns),
        rows=tuple(_area_row(area, figures, compared) for area in reading.areas),
    )


def _area_row(area: AreaLine, figures: TerritoryFigures, compared: bool) -> tuple[str, ...]:
    row = (
        f"{area.code}. {area.title}",
        area.figure.shown,
        area.figure.word or "–",
        _("%(answered)s из %(applicable)s")
        % {"answered": area.answered, "applicable": area.applicable},
    )
    if not compared:
        return row
    spread = figures.by_area.get(area.uid)
    hidden = spread is None or spread.median is None
    return (*row, _("мало садов") if hidden else number(spread.median))


def _plan(measures: Iterable[Measure]) -> Iterable[Block]:
    rows = tuple(
        (
            f"{measure.indicator_code} {measure.indicator_title}",
            measure.action,
            f"{measure.responsible}\n{_('до %(day)s') % {'day': _day(measure.due)}}",
            measure.get_state_display(),
        )
        for measure in measures
    )
    if not rows:
        return
    yield Heading(_("Что детский сад улучшает"))
    yield Table(
        caption=_("План повышения качества на день составления отчёта"),
        columns=(
            Column(_("Показатель"), 28),
            Column(_("Что сделают"), 36),
            Column(_("Кто и когда"), 21),
            Column(_("Состояние"), 15),
        ),
        rows=rows,
    )


def _method(profile: Profile) -> Iterable[Block]:
    yield Heading(_("Как считали"))
    trace = explain_profile(profile)
    rules = dict.fromkeys(line.rule for area in trace.areas for line in area.indicators)
    for sentence in (*rules, *trace.method):
        yield Paragraph(sentence)
    if trace.overall.sum:
        yield Paragraph(_("Общий балл: %(sum)s.") % {"sum": trace.overall.sum})
    yield Heading(_("Примечания"))
    scale, form = profile.edition.data["scale"], profile.edition.data["questionnaire"]
    for text in dict.fromkeys(filter(None, (scale["notice"], form["notice"]))):
        yield Paragraph(text, soft=True)
    for label, value in trace.source:
        yield Paragraph(f"{label}: {value}.", soft=True)


def first_sentence(text: str) -> str:
    """Return the first sentence of a notice without its full stop: it stands on every page."""
    return text.split(". ")[0].strip().rstrip(".")


def _day(day: date) -> str:
    return date_format(day, "j E Y")
