"""The gate's own screen: what it says, what it asks, what pressing its button does."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms_builder.questionnaires import gate as gates
from forms_builder.questionnaires import ports, services
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.ports import Moved, Usage
from forms_builder.scales.models import Characteristic
from tests.forms_builder.builders import COUNT, ONE, VISIT, body, number, uid_of

DAY = datetime.date(2020, 9, 1)
EMPTY = {"title": "Посещение"}


def gate(form: Questionnaire) -> str:
    return reverse("questionnaires:gate", args=[form.pk])


def page_of(edition: Edition) -> str:
    return reverse("questionnaires:edition", args=[edition.uid])


def seen(form: Questionnaire) -> str:
    return gates.report(form).sha256


def press(cms: Client, form: Questionnaire, day: str = "01.09.2020", **sent: str) -> Any:
    """Look at the gate and press its button."""
    data = {"valid_from": day, "seen": seen(form), **sent}
    return cms.post(gate(form), data, follow=True)


@dataclass
class Sheets:
    """A room above that knows of sheets; moves what it is told to."""

    usage: Usage = field(default_factory=Usage)
    told: Moved = field(default_factory=Moved)
    asked: list[tuple[int, int]] = field(default_factory=list)

    def touched(self, questionnaire: Questionnaire) -> Usage:
        return self.usage

    def move_drafts(self, *, by: Any, old: Edition, new: Edition) -> Moved:
        self.asked.append((old.number, new.number))
        return self.told


@pytest.fixture
def sheets() -> Iterator[Sheets]:
    before, room = ports.usage(), Sheets()
    ports.register(usage=room)
    yield room
    ports.register(usage=before)


@pytest.fixture
def edition(methodologist, questionnaire):
    return services.freeze_edition(by=methodologist, questionnaire=questionnaire, valid_from=DAY)


@pytest.fixture
def rewrite(methodologist):
    """`rewrite(form, blocks)` agrees another body of the form."""

    def agree(form: Questionnaire, blocks: list[dict[str, Any]]) -> Questionnaire:
        form = Questionnaire.objects.get(pk=form.pk)
        form.body = form.body.stream_block.to_python(blocks)
        form.save_revision(user=methodologist)
        return services.agree(by=methodologist, questionnaire=form)

    return agree


def test_gate__looking_freezes_nothing(cms, questionnaire):
    page = cms.get(gate(questionnaire)).content.decode()
    assert "Действует с" in page
    assert "Ещё ни одной: эта будет первой." in page
    assert reverse("questionnaires:trial", args=[questionnaire.pk]) in page
    assert reverse("questionnaires:history", args=[questionnaire.pk]) in page
    assert not Edition.objects.exists()


def test_gate__freezes_and_shows_the_edition(cms, questionnaire, methodologist):
    done = press(cms, questionnaire)
    edition = Edition.objects.get()
    assert edition.valid_from == DAY
    assert edition.frozen_by == methodologist
    assert done.redirect_chain == [(page_of(edition), 302)]
    page = done.content.decode()
    assert "Редакция 1 заморожена." in page
    assert "Она действует задним числом" in page
    assert edition.sha256 in page
    assert "Видно 1.2/3С" in page


def test_gate__from_today_nothing_is_said_of_the_past(cms, questionnaire):
    page = press(cms, questionnaire, f"{timezone.localdate():%d.%m.%Y}").content.decode()
    assert "задним числом" not in page


def test_gate__a_form_sent_twice_freezes_once(cms, questionnaire):
    data = {"valid_from": "01.09.2020", "seen": seen(questionnaire)}
    first = cms.post(gate(questionnaire), data)
    second = cms.post(gate(questionnaire), data, follow=True)
    edition = Edition.objects.get()
    assert first["Location"] == page_of(edition)
    assert second.redirect_chain == [(page_of(edition), 302)]
    assert "Редакция 1 уже заморожена." in second.content.decode()


def test_gate__what_was_agreed_meanwhile_is_looked_at_first(cms, questionnaire, indicator, agree):
    looked = seen(questionnaire)
    agree(indicator("1.1"), title="Взгляд")
    page = cms.post(gate(questionnaire), {"valid_from": "01.09.2020", "seen": looked})
    text = page.content.decode()
    assert "Пока Вы смотрели, согласованный текст изменился." in text
    assert seen(questionnaire) in text
    assert not Edition.objects.exists()


def test_gate__a_hash_that_was_never_shown(cms, questionnaire):
    cms.post(gate(questionnaire), {"valid_from": "01.09.2020", "seen": "0" * 64})
    cms.post(gate(questionnaire), {"valid_from": "01.09.2020"})
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("", "Укажите день, с которого редакция действует."),
        ("вчера", "Введите правильную дату."),
        ("31.02.2020", "Введите правильную дату."),
    ],
)
def test_gate__a_wrong_day(cms, questionnaire, day, message):
    page = press(cms, questionnaire, day).content.decode()
    assert message in page
    assert f'value="{day}"' in page or not day
    assert not Edition.objects.exists()


def test_gate__never_before_the_last_edition(cms, questionnaire, edition, indicator, agree):
    agree(indicator("1.1"), title="Взгляд")
    page = press(cms, questionnaire, "31.08.2020").content.decode()
    assert "Прежняя редакция действует с 1 сентября 2020" in page
    assert Edition.objects.count() == 1
    press(cms, questionnaire, "01.09.2020")
    assert Edition.objects.count() == 2


def test_gate__begins_with_today_or_the_last_editions_day(
    cms, questionnaire, methodologist, indicator, agree
):
    today = timezone.localdate()
    assert gates.report(questionnaire).day == today
    later = today + datetime.timedelta(days=30)
    services.freeze_edition(by=methodologist, questionnaire=questionnaire, valid_from=later)
    agree(indicator("1.1"), title="Взгляд")
    assert gates.report(questionnaire).day == later
    assert f'value="{later:%Y-%m-%d}"' in cms.get(gate(questionnaire)).content.decode()


def test_gate__shows_what_forbids_with_a_link_and_no_button(cms, questionnaire, indicator):
    Characteristic.objects.filter(uid=uid_of("1.1/2")).delete()
    page = cms.get(gate(questionnaire)).content.decode()
    assert "Заморозить пока нельзя" in page
    assert f"/cms/snippets/scales/indicator/edit/{indicator('1.1').pk}/" in page
    assert 'name="valid_from"' not in page
    refused = press(cms, questionnaire)
    assert "На уровне 2 нет характеристик" in refused.content.decode()
    assert not Edition.objects.exists()


def test_gate__a_problem_of_a_question_leads_to_its_block(cms, questionnaire, rewrite):
    rewrite(questionnaire, [number(), number(uid=uid_of("twin"))])
    page = cms.get(gate(questionnaire)).content.decode()
    assert f"#block-{COUNT}-section" in page
    assert f"#block-{uid_of('twin')}-section" in page


def test_gate__three_classes_with_the_sheets_they_touch(
    cms, questionnaire, edition, sheets, rewrite, indicator, agree
):
    sheets.usage = Usage(responses=214, drafts=0, by_item={COUNT: 214, ONE: 1})
    agree(indicator("1.1"), rule="direct")
    rewrite(questionnaire, [number(label="Число групп"), *body()[1:]])
    report = gates.report(questionnaire)
    assert [(row.text, row.touched) for row in report.safe] == [
        (
            "Переименовано: было «Сколько групп», стало «Число групп».",
            "в 214\u00a0листах на это отвечено",
        )
    ]
    assert report.safe[0].url.endswith(f"#block-{COUNT}-section")
    assert report.attention[0].text.startswith("Показатель 1.1 считается иначе")
    assert report.attention[0].touched == "в 1\u00a0листе на это отвечено"
    page = cms.get(gate(questionnaire)).content.decode()
    for words in (
        "Чем отличается от редакции 1",
        "Требует внимания",
        "Безопасно",
        "сравнивать придётся с оговоркой",
        "сдано: 214\u00a0листов, ещё заполняется: 0\u00a0листов",
    ):
        assert words in page
    assert 'name="drafts"' not in page


def test_gate__counts_decide_nothing(questionnaire, edition, sheets, indicator, agree):
    sheets.usage = Usage(responses=10_000, drafts=500, by_item={ONE: 10_000})
    agree(indicator("1.1"), rule="direct")
    assert gates.report(questionnaire).may_freeze


@pytest.mark.parametrize(
    ("choice", "asked", "message"),
    [
        ("stay", [], None),
        ("", [], None),
        (
            "move",
            [(1, 2)],
            "В новую редакцию перешли 3\u00a0листа, в прежней остался 1\u00a0лист.",
        ),
    ],
)
def test_gate__open_drafts_stay_or_move(
    cms, questionnaire, edition, sheets, indicator, agree, choice, asked, message
):
    sheets.usage, sheets.told = Usage(drafts=4), Moved(moved=3, stayed=1)
    agree(indicator("1.1"), title="Взгляд")
    shown = cms.get(gate(questionnaire)).content.decode()
    assert "Листы, которые сейчас заполняют: 4 листа" in " ".join(shown.split())
    page = press(cms, questionnaire, drafts=choice).content.decode()
    assert sheets.asked == asked
    assert Edition.objects.count() == 2
    assert ("В новую редакцию" in page) is bool(message)
    if message:
        assert message in page


def test_gate__a_failure_to_move_freezes_nothing(questionnaire, edition, sheets, indicator, agree):
    agree(indicator("1.1"), title="Взгляд")

    def broken(**who: Any) -> Moved:
        raise RuntimeError

    sheets.move_drafts = broken
    with pytest.raises(RuntimeError):
        services.pass_gate(
            by=edition.frozen_by,
            questionnaire=questionnaire,
            seen=seen(questionnaire),
            valid_from=DAY,
            move_drafts=True,
        )
    assert Edition.objects.count() == 1


def test_gate__an_unknown_choice_for_drafts(cms, questionnaire, edition, indicator, agree):
    agree(indicator("1.1"), title="Взгляд")
    press(cms, questionnaire, drafts="forget")
    assert Edition.objects.count() == 1


def test_gate__a_newer_schema_alone_is_no_reason_for_an_edition(questionnaire, edition):
    report = gates.report(questionnaire)
    assert [found.message for found in report.findings] == [
        "С редакции 1 ничего не изменилось: новая не нужна."
    ]


def test_gate__nothing_new_is_no_alarm(cms, questionnaire, edition):
    page = cms.get(gate(questionnaire)).content.decode()
    assert "С редакции 1 ничего не изменилось: новая не нужна." in page
    assert "Заморозить пока нельзя" not in page
    assert "Ещё ни одной" not in page


def test_gate__what_concerns_the_scale_leads_to_the_scale(questionnaire, edition, scale):
    scale.overall_method = "mean_of_indicators"
    scale.save()
    place = f"/cms/snippets/scales/scale/edit/{scale.pk}/"
    [change] = gates.report(questionnaire).attention
    assert change.url == place
    scale.levels.filter(value=2).delete()
    assert place in [problem.url for problem in gates.report(questionnaire).problems]


def test_gate__an_empty_section_leads_to_its_heading(questionnaire, rewrite):
    rewrite(questionnaire, [number(), {"type": "section", "id": VISIT, "value": EMPTY}])
    [problem] = gates.report(questionnaire).problems
    assert problem.url.endswith(f"#block-{VISIT}-section")


def test_gate__consent_stands_alone_in_its_section(questionnaire, rewrite):
    consent = {"code": "agreed", "label": "Согласие", "text": "Согласна", "required": True}
    block = {"type": "consent", "id": uid_of("consent"), "value": consent}
    heading = {"type": "section", "id": VISIT, "value": EMPTY}
    rewrite(questionnaire, [number(), block])
    [problem] = gates.report(questionnaire).problems
    assert "Согласие стоит в своём разделе одно" in problem.text
    rewrite(questionnaire, [number(), heading, block])
    assert gates.report(questionnaire).may_freeze
