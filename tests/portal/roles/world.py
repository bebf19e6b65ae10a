"""Everything the table speaks of, made once: visitors, objects by their words in the table."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from pages.models import Publication
from portal.accounts.choices import Purpose
from portal.accounts.models import ConsentText, User
from portal.bootstrap.roles import ensure_roles
from portal.exchange.models import Upload
from portal.exchange.services import keep_upload
from portal.jobs.models import Job
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Founder
from portal.profiles.models import Profile
from portal.reports.models import Report
from portal.responses.models import Evidence, Response
from tests.factories.chain import EditionFactory, ProcedureFactory, StageFactory
from tests.factories.content import LOOSE, STRICT, TALK
from tests.factories.people import PersonFactory, appointed
from tests.factories.site import site
from tests.portal.roles import chain, cms
from tests.portal.roles.people import Places, make_people, make_places
from tests.portal.roles.plans import plan_objects
from tests.portal.roles.shown import shown_objects
from tests.portal.roles.staff import staff_objects
from tests.portal.roles.targets import target_objects
from tests.portal.roles.tasks import task_objects

CSV = (
    "number,short_name,official_name,address,inn,site,status,note\n77,Детский сад № 77,,,,,open,\n"
).encode()
Values = dict[str, Any]


@dataclass(frozen=True)
class World:
    """objects: words of the table → values of an address's parameters; media: where files lie."""

    people: dict[str, User]
    objects: dict[str, Values]
    media: str


def make_world() -> World:
    site()
    ensure_roles()
    places = make_places()
    people = make_people(places)
    setting = chain.Setting(EditionFactory(), ProcedureFactory())
    objects = {"nobody's": chain.NOBODY}
    objects |= {action: {"action": action} for action in ("approve", "release", "withdraw")}
    objects |= sheets(setting, places, people)
    objects |= results(setting, places, people)
    objects |= registry(places, people, setting)
    final = Report.objects.get(uid=objects["final report"]["uid"])
    objects |= shown_objects(setting, places, people, final)
    chain.strangers_chain(setting, places.next, people["foreign_expert"], people["foreign_head"])
    stranger = appointed(Role.EXPERT, places.far_town, last_name="Посторонняя")
    for place in (places.far, places.abroad):
        chain.strangers_chain(setting, place, stranger)
    objects |= cms.instrument_objects(people["methodologist"], setting.edition)
    objects |= cms.page_objects(people["editor"])
    objects |= staff_objects(places, people)
    objects |= reset_links()
    objects |= consent_texts()
    objects |= target_objects(setting.procedure.stage.campaign, places, people)
    objects |= plan_objects(setting.procedure.stage.campaign, places, people)
    objects |= task_objects(setting.procedure.stage.campaign, places, people)
    return World(people, objects, settings.MEDIA_ROOT)


def reset_links() -> dict[str, Values]:
    """Links of letters about a new password, to somebody who holds no role."""
    person = PersonFactory(last_name="Забывчивая")
    whose = {"uidb64": urlsafe_base64_encode(force_bytes(person.pk))}
    return {
        "link of a letter": whose | {"token": default_token_generator.make_token(person)},
        "stale link": whose | {"token": "stale-link"},
    }


def consent_texts() -> dict[str, Values]:
    """A draft, and a policy in force; a consent in force would be asked of every visitor."""
    words = {"title": "Как мы бережём сведения", "text": "Текст", "valid_from": "2021-01-11"}
    made = {
        "draft consent text": ConsentText.objects.create(
            purpose=Purpose.PERSONAL_DATA, version="1", **words
        ),
        "published text": ConsentText.objects.create(
            purpose=Purpose.PRIVACY, version="1", published=True, **words
        ),
    }
    return {name: {"instance_pk": text.pk} for name, text in made.items()}


def sheets(setting: chain.Setting, places: Places, people: dict[str, User]) -> dict[str, Values]:
    """Sheets about the own kindergarten: by whom, open or sent."""
    second = chain.Setting(setting.edition, ProcedureFactory(stage=setting.procedure.stage))
    made = {
        "expert's open sheet": chain.open_sheet(
            setting, places.own, people["expert"], "Пометка-открытого-листа"
        ),
        "expert's complete sheet": chain.complete_sheet(second, places.own, people["expert"]),
        "teacher's open sheet": chain.open_sheet(
            setting, places.own, people["teacher"], "Пометка-педагога"
        ),
        "former's open sheet": chain.open_sheet(
            setting, places.own, people["former"], "Пометка-бывшей"
        ),
    }
    values = {words: _sheet(response) for words, response in made.items()}
    mixed = values["expert's open sheet"] | {
        "evidence_uid": values["teacher's open sheet"]["evidence_uid"]
    }
    return values | {"expert's sheet, teacher's photo": mixed}


def _sheet(response: Response) -> Values:
    photo = response.evidence.filter(kind=Evidence.Kind.PHOTO).first()
    return {"uid": response.assignment.uid, "evidence_uid": photo and photo.uid}


def results(setting: chain.Setting, places: Places, people: dict[str, User]) -> dict[str, Values]:
    """Submitted sheets of the own kindergarten and all that followed from them."""
    stage = StageFactory(campaign=setting.procedure.stage.campaign)
    third = chain.Setting(setting.edition, ProcedureFactory(stage=stage))
    sent = chain.sent_sheet(third, places.own, people["expert"], "Пометка-эксперта")
    own = chain.sent_sheet(third, places.own, people["teacher"], "Самооценка-педагога")
    profile = chain.profile_of(sent)
    return {
        "expert's sent sheet": _sheet(sent),
        "teacher's sent sheet": _sheet(own),
        "profile": {"uid": profile.uid, "indicator": LOOSE},
        "teacher's profile": {"uid": chain.profile_of(own).uid, "indicator": LOOSE},
        **reports(profile, people),
        **measures(profile, people),
    }


def reports(profile: Profile, people: dict[str, User]) -> dict[str, Values]:
    author, state = people["doo_coordinator"], Report.State
    waiting = chain.job_of(author, Job.State.QUEUED, "Работа-координатора")
    compiling = chain.report_of(profile, state.COMPILING, author, "", waiting)
    draft = chain.report_of(profile, state.DRAFT, author, "Пометка-черновика")
    finals = [
        chain.report_of(profile, state.FINAL, author, f"Пометка-итога-{number}")
        for number in range(5)
    ]
    acts: dict[str, tuple[str, ...]] = {
        "proposed publication": (),
        "approved publication": ("approve",),
        "withdrawn publication": ("approve", "release", "withdraw"),
        "published": ("approve", "release"),
    }
    made: dict[str, Report | Publication | Job] = {
        words: chain.publication_of(final, people, *actions)
        for final, (words, actions) in zip(finals, acts.items(), strict=False)
    }
    made |= {
        "compiling report": compiling,
        "draft report": draft,
        "final report": finals[-1],
        "waiting job": waiting,
        "failed job": chain.job_of(author, Job.State.FAILED, "Неудача-координатора"),
        "former's job": chain.job_of(people["former"], Job.State.FAILED, "Работа-бывшей"),
        "finished job": chain.job_of(author, Job.State.DONE, "Готовое-координатора"),
        "regional's job": chain.job_of(people["regional"], Job.State.DONE, "Работа-региона"),
    }
    return {words: {"uid": row.uid, "instance_pk": row.pk} for words, row in made.items()}


def measures(profile: Profile, people: dict[str, User]) -> dict[str, Values]:
    """Two measures of the plan; the indicator 2.1 of the profile is left for another one."""
    proposed = chain.measure_of(profile, people["doo_coordinator"], STRICT, "Мера-предложенная")
    agreed = chain.agreed_measure(proposed, TALK, "Мера-утверждённая")
    return {
        "plan": {"uid": proposed.plan.uid},
        "proposed measure": {"uid": proposed.uid},
        "approved measure": {"uid": agreed.uid},
    }


def registry(places: Places, people: dict[str, User], setting: chain.Setting) -> dict[str, Values]:
    """Rows of the registry: the own kindergarten, its teacher's appointment, its town."""
    campaign = setting.procedure.stage.campaign
    regional, kinds = people["regional"], Upload.Kind
    table = keep_upload(
        by=regional, kind=kinds.REGISTRY, name="sady.csv", content=CSV, territory=places.town
    )
    plan = keep_upload(by=regional, kind=kinds.PLAN, name="plan.json", content=b"{")
    appointment = Appointment.objects.get(person=people["teacher"])
    founder = Founder.objects.create(territory=places.town, name="Управление образования Орска")
    own = {"uid": places.own.uid}
    return {
        "kindergarten": {"instance_pk": places.own.pk, **own},
        "kindergarten to close": own | {"target": "closed"},
        "kindergarten to open": own | {"target": "open"},
        "founder": {"instance_pk": founder.pk},
        "foreign kindergarten": {"instance_pk": places.abroad.pk},
        "csv": {"extension": "csv"},
        "xml": {"extension": "xml"},
        "appointment": {"instance_pk": appointment.pk},
        "campaign": {"uid": campaign.uid, "instance_pk": campaign.pk},
        "town": {"uid": places.town.uid},
        "region": {"uid": places.region.uid},
        "uploaded registry": {"uid": table.uid},
        "uploaded plan": {"uid": plan.uid},
    }
