"""The second factor: set up, asked for at sign-in, renewed, switched off, reset."""

import re
import time

import pytest
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from forms_builder.common.errors import DomainError
from portal.accounts import second_factor as factor
from portal.accounts.models import SignIn
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
STEP = 30


@pytest.fixture
def person():
    return PersonFactory(email="anna@sad.test", login="anna")


@pytest.fixture
def required(settings, monkeypatch):
    settings.SECOND_FACTOR_REQUIRED = True
    monkeypatch.setattr(factor, "_requirements", [lambda person: person.login == "anna"])


def code_of(device, later=0):
    return f"{totp(device.bin_key, drift=later):06d}"


def switch_on(person):
    """Return the device and the recovery codes; no code of now is used up yet."""
    device = factor.begin(by=person)
    codes = factor.confirm(by=person, code=code_of(device))
    TOTPDevice.objects.update(last_t=-1)
    return TOTPDevice.objects.get(user=person), codes


def first_step(client, to=""):
    typed = {"username": "anna", "password": PASSWORD, "next": to}
    return client.post("/login/", typed)


def second_step(client, code):
    return client.post("/account/second-step/", {"code": code})


def is_in(client):
    return "_auth_user_id" in client.session


def test_set_up__shows_the_key_until_a_code_confirms_it(client, person):
    client.force_login(person)
    assert client.post("/account/second-factor/")["Location"] == "/account/second-factor/set-up/"
    page = client.get("/account/second-factor/set-up/").content.decode()
    device = TOTPDevice.objects.get()
    key = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert f"secret={key}" in device.config_url
    assert "<svg" in page
    assert "style=" not in page
    assert not factor.is_on(person)
    answer = client.post("/account/second-factor/set-up/", {"code": code_of(device)}, follow=True)
    assert "Запасные коды" in answer.content.decode()
    assert len(answer.context["codes"]) == len(set(answer.context["codes"])) == 10
    assert factor.is_on(person)
    assert answer["Cache-Control"] == "private, no-store"
    for address in ("", "set-up/", "codes/"):
        after = client.get(f"/account/second-factor/{address}", follow=True).content.decode()
        assert key[:8] not in after
        assert answer.context["codes"][0] not in after


def test_set_up__a_wrong_code_changes_nothing(client, person):
    client.force_login(person)
    client.post("/account/second-factor/")
    page = client.post("/account/second-factor/set-up/", {"code": "000000"})
    assert "Код не подошёл" in page.content.decode()
    assert not factor.is_on(person)
    assert TOTPDevice.objects.get().throttling_failure_count == 1


def test_set_up__nothing_begun_leads_back(client, person):
    client.force_login(person)
    assert client.get("/account/second-factor/set-up/")["Location"] == "/account/second-factor/"


def test_begin__twice_leaves_one_key(person):
    assert factor.begin(by=person).key != factor.begin(by=person).key
    assert TOTPDevice.objects.count() == 1


def test_codes_of_the_wall_clock_do_not_pass_spaces_do(person):
    device, _codes = switch_on(person)
    code = code_of(device)
    assert factor.check(person, f" {code[:3]} {code[3:]} ")


def test_sign_in__takes_two_steps(client, person):
    device, _codes = switch_on(person)
    assert first_step(client, "/account/")["Location"] == "/account/second-step/"
    assert not is_in(client)
    assert client.get("/account/")["Location"] == "/login/?next=/account/"
    assert client.get("/account/second-step/").status_code == 200
    before = client.session.session_key
    assert second_step(client, code_of(device))["Location"] == "/account/"
    assert is_in(client)
    assert client.session.session_key != before
    assert "second_step" not in client.session
    assert SignIn.objects.get().session_id == client.session.session_key


def test_first_step__goes_on_under_a_new_key(client, person):
    switch_on(person)
    session = client.session
    session["kept"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    first_step(client)
    assert client.session.session_key != before


def test_sign_in__the_same_code_twice_is_refused(client, person):
    device, _codes = switch_on(person)
    code = code_of(device)
    first_step(client)
    assert second_step(client, code).status_code == 302
    other = type(client)()
    first_step(other)
    assert second_step(other, code).status_code == 200
    assert not is_in(other)


def test_sign_in__a_recovery_code_works_once(client, person):
    _device, codes = switch_on(person)
    first_step(client)
    assert second_step(client, codes[3].lower().replace("-", " ")).status_code == 302
    assert factor.codes_left(person) == 9
    other = type(client)()
    first_step(other)
    assert second_step(other, codes[3]).status_code == 200
    assert not is_in(other)


def test_sign_in__somebody_elses_code_does_not_fit(client, person):
    switch_on(person)
    device, codes = switch_on(PersonFactory())
    first_step(client)
    assert second_step(client, code_of(device)).status_code == 200
    assert second_step(client, codes[0]).status_code == 200
    assert not is_in(client)


def test_second_step__wrong_codes_count_towards_the_lock_out(client, person, settings):
    settings.AXES_ENABLED = True
    device, _codes = switch_on(person)
    first_step(client)
    answers = [second_step(client, "000000").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    TOTPDevice.objects.update(throttling_failure_count=0)
    assert second_step(client, code_of(device)).status_code == 429
    assert first_step(client).status_code == 429


def test_second_step__a_right_password_forgives_no_wrong_codes(client, person, settings):
    settings.AXES_ENABLED = True
    switch_on(person)
    for _ in range(4):
        first_step(client)
        assert second_step(client, "000000").status_code == 200
    first_step(client)
    assert second_step(client, "000000").status_code == 429


def test_second_step__says_how_long_to_wait(client, person):
    switch_on(person)
    assert factor.seconds_to_wait(person) == 0
    now = timezone.now()
    TOTPDevice.objects.update(throttling_failure_count=6, throttling_failure_timestamp=now)
    first_step(client)
    page = second_step(client, "000000").content.decode()
    assert "Следующий можно ввести через" in page
    assert 20 < factor.seconds_to_wait(person) <= 32


def test_second_step__is_nobodys_without_the_first(client):
    assert client.get("/account/second-step/")["Location"] == "/login/"
    assert second_step(client, "000000")["Location"] == "/login/"


@pytest.mark.parametrize("change", ["late", "password", "closed"])
def test_second_step__does_not_wait_for_ever(client, person, change, monkeypatch):
    device, _codes = switch_on(person)
    first_step(client)
    code = code_of(device)
    if change == "late":
        now = time.time()
        monkeypatch.setattr("portal.accounts.entering.time.time", lambda: now + 601)
    elif change == "password":
        person.set_password("совсем-другой-пароль")
        person.save()
    else:
        person.is_active = False
        person.save()
    assert second_step(client, code)["Location"] == "/login/"
    assert not is_in(client)


def act(client, name, password=PASSWORD):
    return client.post("/account/second-factor/", {"act": name, "password": password}, follow=True)


def test_switch_off__asks_for_the_password(client, person):
    switch_on(person)
    client.force_login(person)
    assert "Пароль не подошёл" in act(client, "off", "нет").content.decode()
    assert factor.is_on(person)
    assert "выключен" in act(client, "off").content.decode()
    assert not factor.is_on(person)
    assert not StaticDevice.objects.exists()


def test_switch_off__guessing_the_password_closes_the_door(client, person, settings):
    settings.AXES_ENABLED = True
    switch_on(person)
    client.force_login(person)
    answers = [act(client, "off", "нет").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]
    assert act(client, "off").status_code == 429
    assert factor.is_on(person)


def test_new_codes__replace_the_old_ones(client, person):
    _device, codes = switch_on(person)
    client.force_login(person)
    fresh = act(client, "codes").context["codes"]
    assert not set(fresh) & set(codes)
    assert not factor.check(person, codes[0])
    assert StaticToken.objects.count() == 10


def test_another_phone__the_old_one_is_good_until_the_new_one_is_confirmed(client, person):
    old, _codes = switch_on(person)
    client.force_login(person)
    act(client, "phone")
    assert factor.is_on(person)
    new = factor.begun(person)
    assert new.key != old.key
    client.post("/account/second-factor/set-up/", {"code": code_of(new)})
    assert [device.key for device in TOTPDevice.objects.all()] == [new.key]


def test_reset__takes_it_away_and_signs_out(client, person):
    switch_on(person)
    client.force_login(person)
    factor.reset(by=PersonFactory(), person=person)
    assert not factor.is_on(person)
    assert client.get("/account/").status_code == 302
    assert first_step(type(client)())["Location"] == "/desk/"


@pytest.mark.usefixtures("required")
def test_required__only_the_account_is_open_until_it_is_set_up(client, person):
    client.force_login(person)
    for address in ("/desk/", "/results/", "/cms/", "/sheets/"):
        assert client.get(address)["Location"] == "/account/second-factor/"
        assert client.post(address)["Location"] == "/account/second-factor/"
    page = client.get("/account/second-factor/").content.decode()
    assert "обязателен" in page
    assert "Позже" not in page
    assert client.get("/account/").status_code == 200
    switch_on(person)
    assert client.get("/desk/").status_code == 200


@pytest.mark.usefixtures("required")
def test_required__not_of_others(client):
    client.force_login(PersonFactory())
    assert client.get("/desk/").status_code == 200


@pytest.mark.usefixtures("required")
def test_required__cannot_be_switched_off(client, person):
    switch_on(person)
    client.force_login(person)
    assert "обязателен" in act(client, "off").content.decode()
    assert factor.is_on(person)
    with pytest.raises(DomainError):
        factor.switch_off(by=person)


@pytest.mark.usefixtures("required")
def test_required__a_reset_asks_for_it_again(client, person):
    switch_on(person)
    client.force_login(person)
    assert client.get("/desk/").status_code == 200
    factor.reset(by=PersonFactory(), person=person)
    client.force_login(person)
    assert client.get("/desk/")["Location"] == "/account/second-factor/"


def test_required__only_where_the_site_says_so(client, person, required, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(person)
    assert client.get("/desk/").status_code == 200


def test_account__offers_it(client, person):
    client.force_login(person)
    assert "Включить вход в два шага" in client.get("/account/").content.decode()
    switch_on(person)
    assert "Вход в два шага: включён" in client.get("/account/").content.decode()
