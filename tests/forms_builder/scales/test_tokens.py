"""Two methodologists at once: nobody's words are overwritten unseen."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from forms_builder.common.errors import Conflict
from forms_builder.scales import services
from forms_builder.scales.changes import NEVER, late_words, note, take, version_of
from forms_builder.scales.choices import Changed
from forms_builder.scales.models import ScaleChange
from forms_builder.scales.tokens import signature
from tests.forms_builder.cms import indicator_form, scale_form
from tests.forms_builder.people import new_methodologist


@pytest.fixture
def colleague(db):
    return new_methodologist(last_name="Петрова", first_name="Анна", patronymic="")


@pytest.fixture
def edit(indicator):
    return reverse("wagtailsnippets_scales_indicator:edit", args=[indicator("1.1").pk])


def token(row):
    """What Wagtail writes into the edit form of a row as it stands."""
    latest = row.latest_revision
    return {
        "loaded_revision_id": str(latest.pk),
        "loaded_revision_created_at": latest.created_at.isoformat(),
    }


@pytest.fixture
def opened(indicator):
    """The edit form of 1.1 as the first methodologist opened it."""
    row = indicator("1.1")
    return indicator_form(row) | token(row)


@pytest.fixture
def overtaken(colleague, indicator):
    """Meanwhile a colleague saved another title and a characteristic."""
    row = indicator("1.1").get_latest_revision_as_object()
    row.title = "Взгляд Анны"
    rows = list(row.characteristics.all())
    rows[0].text = "Видно иначе"
    row.characteristics = rows
    row.save_revision(user=colleague)
    return indicator("1.1")


def latest_title(indicator):
    return indicator("1.1").get_latest_revision_as_object().title


def test_edit__a_page_up_to_date_is_saved(cms, edit, opened, indicator):
    assert cms.post(edit, opened | {"title": "Моё"}).status_code == 302
    assert latest_title(indicator) == "Моё"


def test_edit__a_late_save_is_refused_and_keeps_what_was_typed(
    cms, edit, opened, overtaken, indicator
):
    page = cms.post(edit, opened | {"title": "Моё"})
    shown = page.content.decode()
    assert page.status_code == 200
    assert latest_title(indicator) == "Взгляд Анны"
    assert "этот текст сохранён заново: Петрова Анна" in shown
    assert 'value="Моё"' in shown
    assert "В новом тексте другое:" in shown
    assert page.context["late"].changed == ("Название", "Характеристики по уровням")


def test_edit__a_late_agreement_is_refused_too(cms, edit, opened, overtaken, indicator):
    cms.post(edit, opened | {"title": "Моё", "action-publish": "action-publish"})
    assert indicator("1.1").title == "Наблюдение"


def test_edit__the_refusal_leads_to_the_comparison(cms, edit, opened, overtaken):
    late = cms.post(edit, opened | {"title": "Моё"}).context["late"]
    compared = cms.get(late.compare_url).content.decode()
    assert "Взгляд Анны" in compared
    assert "иначе" in compared


def test_edit__the_same_page_sent_again_is_late_again(cms, edit, opened, overtaken, indicator):
    page = cms.post(edit, opened | {"title": "Моё"})
    assert 'name="loaded_revision_created_at" value=""' in page.content.decode()
    again = opened | {"title": "Моё"} | token(overtaken) | {"loaded_revision_created_at": ""}
    assert cms.post(edit, again | {"seen_revision": page.context["late"].seen}).context["late"]
    assert latest_title(indicator) == "Взгляд Анны"


def test_edit__knowingly_one_puts_her_text_over_the_other(cms, edit, opened, overtaken, indicator):
    late = cms.post(edit, opened | {"title": "Моё"}).context["late"]
    replacing = opened | {"title": "Моё", "replace_revision": late.replace}
    assert cms.post(edit, replacing).status_code == 302
    assert latest_title(indicator) == "Моё"
    assert indicator("1.1").revisions.count() >= 3, "the colleague's text stays in the history"


def test_edit__knowing_one_save_does_not_cover_the_next(
    cms, edit, opened, overtaken, indicator, draft
):
    late = cms.post(edit, opened).context["late"]
    draft(indicator("1.1"), title="Третье")
    replacing = opened | {"title": "Моё", "replace_revision": late.replace}
    assert cms.post(edit, replacing).status_code == 200
    assert latest_title(indicator) == "Третье"


def test_edit__after_its_autosave_a_page_saves_by_hand(cms, edit, opened, indicator):
    answer = cms.post(edit, opened | {"title": "Само"}, headers={"Accept": "application/json"})
    known = answer.json()["field_updates"]
    indicator("1.1").revisions.update(created_at="2026-01-01T09:00Z")
    known["loaded_revision_created_at"] = "2026-01-01T09:00:00+00:00"
    assert cms.post(edit, opened | known | {"title": "Моё"}).status_code == 302
    assert latest_title(indicator) == "Моё"


def test_edit__a_page_overtakes_its_own_autosave(cms, edit, opened, indicator):
    cms.post(edit, opened | {"title": "Само"}, headers={"Accept": "application/json"})
    assert cms.post(edit, opened | {"title": "Моё"}).status_code == 302
    assert latest_title(indicator) == "Моё"


def test_edit__an_own_save_of_long_ago_is_told(cms, edit, opened, indicator):
    cms.post(edit, opened | {"title": "Из другой вкладки"})
    indicator("1.1").revisions.update(created_at="2026-01-01T09:00Z")
    assert cms.post(edit, opened | {"title": "Моё"}).context["late"]
    assert latest_title(indicator) == "Из другой вкладки"


def test_edit__a_late_autosave_is_refused_in_russian(cms, edit, opened, overtaken):
    answer = cms.post(edit, opened, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_revision"
    assert "сохранён заново" in answer.json()["error_message"]


def test_edit__queries_do_not_grow_with_the_scale(
    cms, edit, scale, methodologist, django_assert_max_num_queries
):
    cms.get(edit)
    with django_assert_max_num_queries(60) as few:
        cms.get(edit)
    area = scale.areas.first()
    for number in range(20):
        services.add_indicator(by=methodologist, area=area, code=f"1.7{number}", title="Ещё")
    with django_assert_max_num_queries(len(few)):
        cms.get(edit)


def frame(scale):
    return reverse("wagtailsnippets_scales_scale:edit", args=[scale.pk])


def test_scale__a_save_leaves_a_new_token_and_says_what_changed(cms, scale):
    assert version_of(scale.pk, Changed.FRAME) == NEVER
    cms.post(frame(scale), scale_form(scale, title="Новое имя", version=0))
    change = ScaleChange.objects.get()
    assert (change.part, change.what) == (Changed.FRAME, "Изменено: название.")
    assert version_of(scale.pk, Changed.FRAME) == change.pk


def test_scale__nothing_changed_leaves_the_token(cms, scale):
    cms.post(frame(scale), scale_form(scale, version=0))
    assert version_of(scale.pk, Changed.FRAME) == NEVER


def test_scale__a_late_save_is_refused_and_keeps_what_was_typed(cms, scale, colleague):
    note(by=colleague, scale_id=scale.pk, part=Changed.FRAME, what="Изменено: уровни.")
    page = cms.post(frame(scale), scale_form(scale, title="Моё имя", version=0))
    shown = page.content.decode()
    assert "Шкалу уже изменили: Петрова Анна" in shown
    assert "Изменено: уровни." in shown
    assert 'value="Моё имя"' in shown
    assert 'name="version" value="0"' in shown
    scale.refresh_from_db()
    assert scale.title == "Малая шкала"


def test_order__a_stale_token_moves_nothing(cms, scale, indicator, colleague):
    seen = version_of(scale.pk, Changed.ORDER)
    services.retire_indicator(by=colleague, indicator=indicator("2.1"))
    row = indicator("1.1")
    place = {"area": row.area_id, "position": 2, "version": seen}
    page = cms.post(reverse("scales:move", args=[row.pk]), place, follow=True).content.decode()
    assert "Состав шкалы уже изменён: Петрова Анна" in page
    assert "Снят показатель 2.1. Обновите страницу." in page
    assert indicator("1.1").position == 0


@pytest.mark.parametrize("act", [services.retire_indicator, services.restore_indicator])
def test_order__a_stale_token_retires_and_restores_nothing(scale, indicator, colleague, act):
    note(by=colleague, scale_id=scale.pk, part=Changed.ORDER, what="Перенесён показатель 1.2.")
    row = indicator("1.1")
    with pytest.raises(Conflict, match="Состав шкалы уже изменён"):
        act(by=colleague, indicator=row, seen=NEVER)
    assert indicator("1.1").retired_at is None


def test_order__the_two_parts_have_tokens_of_their_own(scale, colleague):
    note(by=colleague, scale_id=scale.pk, part=Changed.ORDER, what="Перенесён показатель 1.2.")
    take(scale.pk, Changed.FRAME, seen=NEVER)
    with pytest.raises(Conflict):
        take(scale.pk, Changed.ORDER, seen=NEVER)
    take(scale.pk, Changed.ORDER, seen=version_of(scale.pk, Changed.ORDER))


def test_order__who_shows_nothing_is_never_late(scale, colleague):
    note(by=colleague, scale_id=scale.pk, part=Changed.ORDER, what="Перенесён показатель 1.2.")
    take(scale.pk, Changed.ORDER, seen=None)
    assert late_words(scale.pk, Changed.ORDER, version_of(scale.pk, Changed.ORDER)) == ""


def test_note__is_cut_to_its_column(scale, colleague):
    change = note(by=colleague, scale_id=scale.pk, part=Changed.FRAME, what="я" * 900)
    assert len(change.what) == 500
    assert change.what.endswith("…")


def test_signature__names_the_hour_where_the_reader_is(colleague):
    noon = datetime.datetime(2020, 11, 16, 9, 3, tzinfo=datetime.UTC)
    assert signature(colleague, noon) == f"Петрова Анна, {timezone.localtime(noon):%H:%M}"
    assert signature(None, noon).startswith("кто-то, ")
