"""What anybody finds without signing in: public services, and not that there are others."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amparo.core import clock
from amparo.directory import access
from amparo.directory.actions import capacity
from amparo.directory.actions import service as actions
from amparo.directory.enums import Tier
from amparo.directory.models import Service
from amparo.directory.shown import NotPublic, to_anybody
from tests.directory.conftest import LEAKS, PUERTO_VALLARTA, SECRET, TAPACHULA
from tests.directory.test_sealed import ASKED, leaks
from tests.helpers import sign_in

URL = "/s/"
FACTS = {
    "phone": "322 555 0199", "street": "Avenida Inventada 7", "documents": "Acta de nacimiento",
    "languages": ["mam"], "needs": ["Legal"], "alias": "Ventanilla de la tarde",
    "referral_phone": "322 555 0200", "referral_email": "canaliza@dif.example",
}  # fmt: skip


def opened(guide, service, tier="public"):
    return actions.set_tier(by=guide.office.sara, service=service, tier=tier, confirmed=True)


def found(client, **asked):
    answer = client.post(URL, asked) if asked else client.get(URL)
    assert answer.status_code == 200
    return answer.content.decode()


def without_marks(answer):
    """Forms bear a mark that is drawn anew each time, and the address that was asked for."""
    page = answer.content.decode().replace(answer.request["PATH_INFO"], "")
    return re.sub(r'value="[0-9A-Za-z]{64}"', "", page)


def pages_of(pk):
    return [reverse("services:service", args=[pk]), reverse("services:card", args=[pk])]


def test_a_public_service_says_what_somebody_needs_to_go_there(guide, client):
    held = opened(guide, guide.service(**FACTS, hours=[("MO,TU", None, None)]))
    page = client.get(f"{URL}{held.pk}/?l=es").content.decode()
    for each in (
        "322 555 0199", "Avenida Inventada 7", "Acta de nacimiento", "lunes, martes", "Mam",
        "Puerto Vallarta", "Nunca se verificó", "Salir de esta página ahora",
    ):  # fmt: skip
        assert each in page, each
    assert "<script" not in page
    # The office that receives referrals is for who refers.
    assert "555 0200" not in page
    assert "canaliza@" not in page
    card = client.get(f"{URL}{held.pk}/card/?l=es").content.decode()
    assert "Ventanilla de la tarde" in card
    assert "322 555 0199" in card


def test_it_is_found_by_need_and_place_and_no_address_keeps_what_was_asked(guide, client):
    opened(guide, guide.service("Abogada de la costa", **FACTS))
    opened(guide, guide.service("Comedor del sur", place=TAPACHULA, needs=["Food"]))
    both = {"Abogada de la costa", "Comedor del sur"}
    for asked, names in (
        ({}, both),
        ({"need": "Legal"}, {"Abogada de la costa"}),
        ({"place": TAPACHULA}, {"Comedor del sur"}),
        ({"place": PUERTO_VALLARTA, "need": "Food"}, set()),
        ({"need": ""}, both),
    ):
        page = found(client, **asked)
        assert {name for name in both if name in page} == names, asked
        assert 'action="?l=' in page
    assert found(client, place="Nowhere at all").count("Abogada de la costa") <= 1
    # What is typed into the address is not read.
    assert "Comedor del sur" in client.get(f"{URL}?need=Legal").content.decode()


def test_nothing_is_kept_or_set_for_whoever_looks(guide, client):
    held = opened(guide, guide.service(**FACTS))
    for answer in (client.get(URL), client.post(URL, {"need": "Legal"}),
                   *(client.get(page) for page in pages_of(held.pk))):  # fmt: skip
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
    assert client.post(URL, {"place": "x" * 20_000}).status_code == 413


def test_nobody_keeps_the_site_busy_by_a_place_of_many_parts(guide, client):
    with CaptureQueriesContext(connection) as few:
        found(client, place="a,a,a,a")
    with CaptureQueriesContext(connection) as many:
        found(client, place=",".join("a" * 40))
    assert len(many) == len(few)
    with CaptureQueriesContext(connection) as none:
        page = client.post(f"{URL}?l=en", {"place": "a" * 81}).content.decode()
    assert "80 characters fit here" in page
    assert len(none) < len(few)
    assert "fit here" not in client.post(f"{URL}?l=en", {"place": "a" * 80}).content.decode()


@pytest.mark.parametrize("tier", [Tier.NETWORK, Tier.SEALED])
@pytest.mark.parametrize("status", ["active", "temporarily closed", "inactive", "defunct"])
def test_what_is_not_public_is_as_if_it_never_was(guide, client, tier, status):
    held = guide.shelter(status=status) if tier == Tier.SEALED else guide.service(status=status)
    assert held.tier == tier
    nothing = {page: client.get(page) for page in pages_of(uuid4())}
    for page, none in zip(pages_of(held.pk), nothing.values(), strict=True):
        answer = client.get(page)
        assert (answer.status_code, none.status_code) == (404, 404)
        assert without_marks(answer) == without_marks(none)
        assert dict(answer.headers) == dict(none.headers)
    before = found(client)
    assert held.name not in before
    Service.objects.filter(pk=held.pk).delete()
    # Without it the lists say the same, word for word.
    assert found(client) == before


def test_nobody_finds_a_shelter_among_public_services(guide, client):
    held = guide.shelter()
    opened(guide, guide.service("Abogada de la costa", **FACTS))
    everything = [found(client)]
    for need in ("Shelter", "Legal", ""):
        for place in (PUERTO_VALLARTA, "MX-JAL", "MX", *ASKED):
            everything.append(found(client, need=need, place=place))
    for page in everything:
        said = page
        for typed in ASKED:
            said = said.replace(f'value="{typed}"', "")
        assert leaks(said) == [], said
        assert held.alias not in page
        assert str(held.pk) not in page
    assert LEAKS


def test_also_her_own_agency_finds_it_there_by_no_door(guide, client):
    held = guide.shelter()
    sign_in(client, guide.town.alba)
    assert held.name not in found(client)
    assert {client.get(page).status_code for page in pages_of(held.pk)} == {404}


def test_a_service_that_is_sealed_again_is_gone(guide, client):
    held = guide.shelter()
    for tier, status in (("public", 200), ("sealed", 404), ("network", 404)):
        actions.set_tier(by=guide.town.alba, service=held, tier=tier, confirmed=True)
        assert {client.get(page).status_code for page in pages_of(held.pk)} == {status}
        assert (SECRET["name"] in found(client)) == (status == 200)


def test_what_is_free_stands_on_no_public_page(guide, client):
    held = opened(guide, guide.service(**FACTS, groups=["girls"]))
    capacity.say(by=guide.office.sara, service=held, said={"girls": (7, 4711)})
    for page in (found(client), *(client.get(p).content.decode() for p in pages_of(held.pk))):
        assert "4711" not in page
    assert to_anybody(held, now=clock.now()).lines == []


def test_only_what_is_public_is_put_together_for_anybody(guide):
    for held in (guide.service(), guide.shelter()):
        with pytest.raises(NotPublic):
            to_anybody(held, now=clock.now())


def test_what_nobody_verified_is_grey(guide, client):
    held = opened(guide, guide.service(**FACTS))
    assert 'class="card muted"' in found(client)
    actions.verify(by=guide.office.sara, service=held)
    assert 'class="card"' in found(client)
    assert 'class="card muted"' not in found(client)
    Service.objects.update(verified_on=clock.today() - timedelta(days=181))
    assert 'class="card muted"' in found(client)


def test_what_takes_nobody_now_is_in_no_list_and_what_is_no_more_nowhere(guide, client):
    held = opened(guide, guide.service(**FACTS))
    for status, listed, there in (
        ("active", True, 200), ("temporarily closed", False, 200), ("inactive", False, 200),
        ("defunct", False, 404),
    ):  # fmt: skip
        Service.objects.filter(pk=held.pk).update(status=status)
        assert (held.name in found(client)) == listed, status
        assert client.get(pages_of(held.pk)[0]).status_code == there, status


def test_a_long_list_turns_its_pages_without_an_address(guide, client):
    for number in range(21):
        opened(guide, guide.service(f"Servicio {number:02}", **FACTS))
    first, second = found(client), found(client, need="Legal", page="2")
    assert ("Servicio 19" in first, "Servicio 20" in first) == (True, False)
    assert ("Servicio 19" in second, "Servicio 20" in second) == (False, True)
    assert 'form="find" name="page" value="2"' in first
    assert access.public_services().count() == 21
