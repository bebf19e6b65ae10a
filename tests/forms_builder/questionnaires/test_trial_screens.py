"""Trial filling by plain forms: begun, answered, looked at, begun anew."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.urls import reverse

from forms_builder.common.canonical import canonical_json
from forms_builder.questionnaires.models import Questionnaire, TrialFilling
from forms_builder.questionnaires.models.trial import Wording
from forms_builder.questionnaires.trial_pages import TrialSheet
from portal.organisations.choices import Role
from portal.profiles.models import Profile
from portal.responses.models import Answer, Response
from tests.factories import appointed, orsk
from tests.factories.every_type import every_type
from tests.forms_builder.builders import COUNT, ONE, THREE, uid_of


def start_of(form: Questionnaire) -> str:
    return reverse("questionnaires:trial", args=[form.pk])


def page_of(form: Questionnaire, number: int = 1) -> str:
    return reverse("questionnaires:trial_page", args=[form.pk, number])


def result_of(form: Questionnaire) -> str:
    return reverse("questionnaires:trial_result", args=[form.pk])


@pytest.fixture
def begun(cms, questionnaire) -> TrialFilling:
    done = cms.post(start_of(questionnaire), {"act": "start", "wording": "draft"})
    assert done["Location"] == page_of(questionnaire)
    return TrialFilling.objects.get()


@pytest.fixture
def everything(questionnaire, methodologist) -> TrialFilling:
    """A trial whose content asks one item of every type."""
    return TrialFilling.objects.create(
        questionnaire=questionnaire, person=methodologist, content=canonical_json(every_type())
    )


def test_screens__closed_to_everybody_else(client, questionnaire):
    addresses = [start_of(questionnaire), page_of(questionnaire), result_of(questionnaire)]
    for address in addresses:
        assert client.get(address)["Location"].startswith("/login/")
    client.force_login(appointed(Role.EXPERT, orsk()))
    for address in addresses:
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403


def test_start__before_the_first(cms, questionnaire):
    page = cms.get(start_of(questionnaire)).content.decode()
    assert "Начать заполнение" in page
    assert "Ваше начатое заполнение" not in page
    for address in (page_of(questionnaire), result_of(questionnaire)):
        assert cms.get(address)["Location"] == start_of(questionnaire)
    assert cms.post(page_of(questionnaire))["Location"] == start_of(questionnaire)


def test_start__lists_the_sections_of_the_one_begun(cms, questionnaire, begun):
    page = cms.get(start_of(questionnaire)).content.decode()
    for words in ("Ваше начатое заполнение", "Посещение", "1. Ориентиры", "Начать заново"):
        assert words in page
    assert page_of(questionnaire, 3) in page


def test_start__anew_forgets_every_answer(cms, questionnaire, begun):
    cms.post(page_of(questionnaire), {f"{COUNT}.value": "5"})
    cms.post(start_of(questionnaire), {"act": "start", "wording": "agreed"})
    row = TrialFilling.objects.get()
    assert (row.answers, row.wording) == ({}, Wording.AGREED)


def test_start__an_unknown_wording_is_the_draft(cms, questionnaire):
    cms.post(start_of(questionnaire), {"act": "start", "wording": "вздор"})
    assert TrialFilling.objects.get().wording == Wording.DRAFT


def test_start__brings_the_text_up_to_date(cms, questionnaire, begun, indicator, draft):
    draft(indicator("1.1"), title="Черновое название", rule="direct")
    begun.answers = {
        COUNT: {"state": "answered", "value": "5"},
        ONE: {"state": "answered", "confirmed": [], "not_applicable": {}},
    }
    begun.save()
    page = cms.post(start_of(questionnaire), {"act": "refresh"}, follow=True).content.decode()
    assert "Текст обновлён" in page
    assert "Ответы больше не подходят и убраны: «Наблюдение»." in page
    assert list(TrialFilling.objects.get().answers) == [COUNT]
    assert "Черновое название" in cms.get(page_of(questionnaire, 3)).content.decode()


def test_page__is_saved_and_leads_on_to_the_result(cms, questionnaire, begun):
    last = len(TrialSheet(begun).pages)
    for number in range(1, last + 1):
        shown = cms.get(page_of(questionnaire, number)).content.decode()
        assert ("посмотреть результат" in shown) is (number == last)
        data = {f"{COUNT}.value": "5"} if number == 1 else {}
        following = (
            result_of(questionnaire) if number == last else page_of(questionnaire, number + 1)
        )
        assert cms.post(page_of(questionnaire, number), data)["Location"] == following
    assert TrialFilling.objects.get().answers == {COUNT: {"state": "answered", "value": "5"}}


def test_page__what_is_wrong_is_said_and_kept_in_its_field(cms, questionnaire, begun):
    refused = cms.post(page_of(questionnaire), {f"{COUNT}.value": "сто"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="сто"' in page
    assert f'href="#i-{COUNT}"' in page


@pytest.mark.parametrize("number", [0, 99])
def test_page__there_is_none_with_this_number(cms, questionnaire, begun, number):
    assert cms.get(page_of(questionnaire, number)).status_code == 404


def test_indicators__ticks_stay_ticked(cms, questionnaire, begun):
    one, level = uid_of("1.1/1"), {f"{THREE}.level": "2"}
    cms.post(page_of(questionnaire, 3), {f"{ONE}.confirmed": [one]})
    cms.post(page_of(questionnaire, 4), level)
    third = cms.get(page_of(questionnaire, 3)).content.decode()
    assert f'name="{ONE}.confirmed" value="{one}" checked' in third
    assert third.count(" checked") == 1
    assert (
        f'name="{THREE}.level" value="2" checked'
        in cms.get(page_of(questionnaire, 4)).content.decode()
    )


def test_indicators__not_applicable_needs_its_reason(cms, questionnaire, begun):
    refused = cms.post(page_of(questionnaire, 4), {f"{THREE}.na": "1"})
    assert refused.status_code == 422
    assert "Напишите, почему не применимо" in refused.content.decode()
    data = {f"{THREE}.na": "1", f"{THREE}.na_reason": "Участка нет"}
    cms.post(page_of(questionnaire, 4), data)
    assert TrialFilling.objects.get().answers[THREE] == {
        "state": "not_applicable",
        "reason": "Участка нет",
    }
    assert "Участка нет</textarea>" in cms.get(page_of(questionnaire, 4)).content.decode()


class Fields(HTMLParser):
    """What a browser without scripts would send of the first form with method post."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value, kind = given.get("name") or "", given.get("value") or "", given.get("type")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.sent.append((self.select, value))
        elif tag == "textarea":
            self.area = name
            self.sent.append((name, ""))
        elif tag == "input" and _is_sent(name, kind, given):
            self.sent.append((name, value))

    def handle_data(self, data: str) -> None:
        if self.area:
            name, before = self.sent.pop()
            self.sent.append((name, before + data))

    def handle_endtag(self, tag: str) -> None:
        self.area = "" if tag == "textarea" else self.area
        self.select = "" if tag == "select" else self.select


def _is_sent(name: str, kind: str | None, given: dict[str, str | None]) -> bool:
    if not name or kind in ("submit", "file"):
        return False
    return kind not in ("checkbox", "radio") or "checked" in given


def sent_by(page: str) -> dict[str, list[str]]:
    fields = Fields()
    fields.feed(page)
    found: dict[str, list[str]] = {}
    for name, value in fields.sent:
        found.setdefault(name, []).append(value.removeprefix("\n"))
    return found


def code(content: dict[str, Any], wanted: str) -> str:
    return next(row["uid"] for row in content["sections"][0]["items"] if row["code"] == wanted)


def test_every_type__is_drawn_and_sent_again_unchanged(cms, questionnaire, everything):
    content = every_type()
    groups, visited, paper = (code(content, name) for name in ("groups", "visited", "paper"))
    answers = {
        groups: {"state": "answered", "value": "5"},
        visited: {"state": "answered", "value": "yes"},
        code(content, "day"): {"state": "answered", "value": "2020-09-01"},
        code(content, "hour"): {"state": "answered", "value": "09:30"},
        code(content, "lacks"): {"state": "answered", "value": ["much", "none"]},
        code(content, "order"): {"state": "answered", "value": ["none", "much"]},
        code(content, "senses"): {
            "state": "answered",
            "value": {"light": "much", "air": "unsure"},
        },
        code(content, "story"): {"state": "answered", "value": "Строка\nи ещё одна"},
    }
    everything.answers = answers
    everything.save()
    shown = cms.get(page_of(questionnaire)).content.decode()
    for item in content["sections"][0]["items"]:
        assert item["label"] in shown
    assert is_hidden(shown, code(content, "why"))
    assert not is_hidden(shown, groups)
    assert cms.post(page_of(questionnaire), sent_by(shown)).status_code == 302
    everything.refresh_from_db()
    assert everything.answers == answers
    cms.post(page_of(questionnaire), sent_by(shown) | {f"{paper}.file": [_pretended(shown, paper)]})
    everything.refresh_from_db()
    assert everything.answers.keys() - answers.keys() == {paper}


def is_hidden(page: str, uid: str) -> bool:
    """Whether the section of an item is drawn hidden: without a script it stays so."""
    return page.split(f'id="i-{uid}"', 1)[1].split(">", 1)[0].endswith(" hidden")


def _pretended(page: str, paper: str) -> str:
    return page.split(f'name="{paper}.file" value="', 1)[1].split('"', 1)[0]


def test_conditions__what_an_answer_opens_is_shown_before_going_on(cms, questionnaire, everything):
    content = every_type()
    visited, why = code(content, "visited"), code(content, "why")
    stays = cms.post(page_of(questionnaire), {f"{visited}.value": "no"})
    assert stays["Location"] == f"{page_of(questionnaire)}#i-{why}"
    page = cms.get(page_of(questionnaire)).content.decode()
    assert "По Вашим ответам открылось: 1\u00a0вопрос." in page
    assert not is_hidden(page, why)
    assert 'value="Сад закрыт"' in page
    again = {f"{visited}.value": "no", f"{why}.na": "1", f"{why}.na_reason": "Сад закрыт"}
    goes_on = cms.post(page_of(questionnaire), again)
    assert goes_on["Location"] == page_of(questionnaire, 2)
    cms.post(page_of(questionnaire), again | {f"{visited}.value": "yes"})
    everything.refresh_from_db()
    assert why in everything.answers  # hidden again, never silently lost


def test_group__one_more_row_stays_on_the_page(cms, questionnaire, everything):
    rooms = code(every_type(), "rooms")
    done = cms.post(page_of(questionnaire), {"more": rooms})
    assert done["Location"] == f"{page_of(questionnaire)}#i-{rooms}"


def test_result__says_what_came_out_and_what_is_missing(cms, questionnaire, begun):
    confirmed = {f"{ONE}.confirmed": [uid_of("1.1/1"), uid_of("1.1/2")]}
    cms.post(page_of(questionnaire, 3), confirmed)
    cms.post(page_of(questionnaire, 4), {f"{THREE}.level": "3"})
    page = cms.get(result_of(questionnaire)).content.decode()
    for words in (
        "Без ответа",
        "Сколько групп",
        f"{page_of(questionnaire, 1)}#i-{COUNT}",
        "1.1 Наблюдение",
        "2,50",
        "Уровень 2 «Середина» — подтверждён",
        "(2 + 3) : 2 = 2,50",
        "среднее областей",
        "1.2. Игра: не оценивалось",
    ):
        assert words in page, words


def test_result__names_what_conditions_hide_and_what_is_calculated(cms, questionnaire, everything):
    everything.answers = {code(every_type(), "groups"): {"state": "answered", "value": "5"}}
    everything.save()
    page = cms.get(result_of(questionnaire)).content.decode()
    assert "Скрыто условиями" in page
    assert "Почему не были" in page
    assert "2,5\u00a0%" in page


def test_trial__leaves_no_row_among_the_results(cms, questionnaire, begun):
    cms.post(page_of(questionnaire, 3), {f"{ONE}.confirmed": [uid_of("1.1/1")]})
    cms.get(result_of(questionnaire))
    for model in (Response, Answer, Profile):
        assert not model.objects.exists()


def test_screens__bounded_queries(cms, questionnaire, begun, django_assert_max_num_queries):
    for address in (
        start_of(questionnaire),
        page_of(questionnaire, 3),
        result_of(questionnaire),
    ):
        cms.get(address)
        with django_assert_max_num_queries(22):
            cms.get(address)
