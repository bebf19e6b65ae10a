"""The CMS as the portal shows it: own work first, nothing that leads elsewhere, in Russian."""

import pytest
from django.test import Client
from wagtail.admin.localization import get_available_admin_languages, get_available_admin_time_zones

from portal.bootstrap.roles import ensure_roles
from portal.organisations.choices import Role
from tests.factories import orsk
from tests.factories.registry import cms_person
from tests.factories.site import site

WORK = {
    Role.METHODOLOGIST: [
        "Шкалы",
        "Показатели",
        "Формы",
        "Списки вариантов",
        "Типовые планы",
        "Рабочие дни",
    ],
    Role.EDITOR: ["Страницы", "Тексты согласий"],
    Role.REGIONAL_COORDINATOR: [
        "Детские сады",
        "Учредители",
        "Территории",
        "Назначения",
        "Циклы",
        "Типовые планы",
        "Загрузить план",
        "Рабочие дни",
        "Фоновые работы",
    ],
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def front_page():
    site()
    ensure_roles()

    def of(role: str) -> str:
        client = Client()
        client.force_login(cms_person(role, orsk().get_parent(), first_name="Вера"))
        ensure_roles()
        return client.get("/cms/").text

    return of


@pytest.mark.parametrize("role", WORK)
def test_front_page__leads_to_the_persons_own_work(front_page, role: str):
    text = front_page(role)
    links = text.split('class="cms-work"')[1].split("</nav>")[0]
    labels = [line.split("</a>")[0].split("</svg>")[1].strip() for line in links.split("<li>")[1:]]
    assert labels == [*WORK[role], "Мои задачи"]


@pytest.mark.parametrize("role", WORK)
def test_front_page__is_ours(front_page, role: str):
    text = front_page(role)
    assert "Здравствуйте, Вера" in text
    assert "- Качество дошкольного образования</title>" in text
    assert "img/logo.svg" in text
    assert "css/cms.css" in text


@pytest.mark.parametrize("role", WORK)
def test_front_page__leads_to_no_other_site(front_page, role: str):
    text = front_page(role)
    assert "guide.wagtail.org" not in text
    assert "docs.wagtail.org" not in text
    assert "keyboard-shortcuts-trigger" in text


def test_cms__speaks_one_language_in_the_zones_of_the_country():
    assert get_available_admin_languages() == [("ru", "Русский")]
    assert "Asia/Yekaterinburg" in get_available_admin_time_zones()
    assert "Africa/Abidjan" not in get_available_admin_time_zones()


def test_account__offers_no_other_language(client):
    ensure_roles()
    client.force_login(cms_person(Role.EDITOR, orsk().get_parent()))
    assert "English" not in client.get("/cms/account/").text
