"""Text that is made to break a database, a spreadsheet or a reader."""

import datetime

import pytest
from django.test import Client

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import SEARCHED, fold, search_words
from pages import publishing
from portal.campaigns.reading import read_plan
from portal.organisations.choices import Role
from portal.plans.services import propose_measure
from portal.responses.services import add_text_evidence, open_sheet
from tests.factories import AssignmentFactory, EditionFactory, OrganisationFactory, appointed, orsk
from tests.factories.content import LOOSE, STRICT, edition_content
from tests.factories.registry import cms_person
from tests.factories.results import computed_profile, final_report
from tests.factories.site import editor, released, site

LISTS = ("/results/", "/reports/", "/plans/", "/cms/organisations/")
TERRITORY = '"territory":{"region":"Оренбургская область"}'


def test_search_words__drop_nul_and_end_at_a_limit():
    assert fold("са\0д") == "сад"
    assert search_words("а " * 3000) == ["а"] * SEARCHED


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["\0", "а " * 1500])
def test_search__takes_any_words(client, words):
    site()
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent()))
    asked = [Client().get("/sady/", {"q": words})]
    asked += [client.get(address, {"q": words}) for address in LISTS]
    assert {answer.status_code for answer in asked} == {200}


@pytest.mark.django_db
def test_evidence__loses_nul():
    expert = appointed(Role.EXPERT, orsk())
    task = AssignmentFactory(assignee=expert, organisation=OrganisationFactory())
    response = open_sheet(by=expert, assignment=task)
    kept = add_text_evidence(by=expert, response=response, item=STRICT, text="ви\0дели")
    kept.refresh_from_db()
    assert kept.text == "видели"
    with pytest.raises(DomainError, match="Напишите"):
        add_text_evidence(by=expert, response=response, item=STRICT, text="\0")


@pytest.mark.django_db
def test_reason_of_withdrawing__loses_nul():
    site()
    publication = released(final_report())
    with pytest.raises(DomainError, match="причину"):
        publishing.move(by=editor(), publication=publication, action="withdraw", reason="\0")
    gone = publishing.move(by=editor(), publication=publication, action="withdraw", reason="а\0б")
    assert gone.reason == "аб"


@pytest.mark.parametrize("sign", ["\\ud800", "\\u0000"])
def test_plan__with_text_that_no_database_keeps_is_refused(sign):
    content = f'{{"title":"План{sign}",{TERRITORY},"stages":[{{"title":"I"}}]}}'
    with pytest.raises(DomainError, match="ожидается текст"):
        read_plan(content.encode())


@pytest.mark.django_db
def test_table__of_a_publication_holds_no_formula(client):
    site()
    data = edition_content()
    data["scale"]["areas"][0]["title"] = "=HYPERLINK(1)"
    report = final_report(edition=EditionFactory(data=data))
    table = client.get(f"/published/{released(report).uid}/table.csv").content.decode()
    assert ";'=HYPERLINK(1);" in table


@pytest.mark.django_db
def test_measure__of_endless_words_is_refused():
    profile = computed_profile()
    head = appointed(Role.DOO_HEAD, profile.organisation)
    words = {"problem": "а" * 2001, "action": "б" * 2001, "responsible": "в"}
    with pytest.raises(DomainError) as refused:
        propose_measure(
            by=head, profile=profile, indicator=LOOSE, due=datetime.date(2030, 1, 1), **words
        )
    assert [problem.place for problem in refused.value.problems] == ["problem", "action"]
