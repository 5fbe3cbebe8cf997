"""Services open to every member who has not left; where a sealed one lies, to its own agency."""

from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.http import Http404

from amparo.directory import access
from amparo.directory.actions import bringing
from tests.directory.conftest import PUERTO_VALLARTA, SECRET
from tests.somebody import nobody

GONE, HERE = Thing(is_active=False, agency_id=None), Thing(is_active=True, agency_id=None)


def test_services_open_to_members_who_have_not_left(guide):
    one, other = guide.service("Abogada"), guide.shelter()
    assert list(access.visible_services(HERE)) == [one, other]
    assert list(access.visible_services(GONE)) == []
    assert access.get_service_or_404(HERE, other.pk) == other
    # What is sealed is not even read from the disk.
    assert "sealed" in access.visible_services(HERE).first().get_deferred_fields()
    for member, pk in ((GONE, one.pk), (HERE, uuid4())):
        with pytest.raises(Http404):
            access.get_service_or_404(member, pk)


def test_whose_it_is_comes_with_it(guide, django_assert_num_queries):
    pk = guide.service("Abogada").pk
    with django_assert_num_queries(1):
        held = access.get_service_or_404(HERE, pk)
        told = (held.organisation.name, held.agency_id == held.agency.pk, held.place.code)
    assert told == ("DIF Inventado", True, PUERTO_VALLARTA)


def test_the_form_of_a_sealed_service_opens_to_its_own_agency(guide):
    one, other = guide.service("Abogada"), guide.shelter()
    assert access.get_kept_service_or_404(guide.town.bruno, one.pk) == one
    assert access.get_kept_service_or_404(guide.town.ana, other.pk) == other
    for member in (guide.town.bruno, guide.office.sara, HERE):
        with pytest.raises(Http404):
            access.get_kept_service_or_404(member, other.pk)


def test_where_a_sealed_service_lies_opens_to_its_own_agency(guide):
    open_, sealed = guide.service("Abogada", street="Calle 5"), guide.shelter()
    told = access.whereabouts(guide.town.bruno, open_)
    assert (told.name, told.street, told.place) == ("Abogada", "Calle 5", PUERTO_VALLARTA)
    told = access.whereabouts(guide.town.ana, sealed)
    assert told.facts == SECRET | {"place": PUERTO_VALLARTA, "elsewhere": []}
    for member in (guide.town.bruno, guide.office.sara, HERE, GONE):
        assert access.whereabouts(member, sealed) is None
    own_but_gone = nobody(at=guide.town.casa_luz.pk, is_active=False)
    assert access.whereabouts(own_but_gone, sealed) is None


def test_whose_a_sealed_service_is_its_own_agency_knows(guide):
    sealed = guide.shelter()
    luz = sealed.organisation
    open_ = guide.service("Oficina", organisation=luz)
    assert set(access.services_of(guide.town.ana, luz)) == {open_, sealed}
    assert list(access.services_of(guide.town.bruno, luz)) == [open_]
    assert list(access.services_of(guide.town.bruno, guide.dif)) == []
    assert list(access.services_of(GONE, luz)) == []


def test_a_file_that_waits_opens_to_keepers_of_its_agency(guide):
    held, _other = (bringing.hold(by=guide.town.alba, content=b"[]") for _ in range(2))
    assert access.get_bringing_or_404(guide.town.alba, held.pk) == held
    gone = Thing(is_active=False, agency_id=guide.town.casa_luz.pk, may=lambda _permission: True)
    for member in (guide.town.ana, guide.office.sara, guide.town.bruno, gone):
        assert list(access.visible_bringings(member)) == []
        with pytest.raises(Http404):
            access.get_bringing_or_404(member, held.pk)
