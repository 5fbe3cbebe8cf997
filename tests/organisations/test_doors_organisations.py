"""Organisations open to every member who has not left."""

from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.http import Http404

from amparo.organisations import access

GONE, HERE = Thing(is_active=False), Thing(is_active=True)


def test_organisations_open_to_members(office):
    one, other = office.organisation(), office.organisation(name="Otra inventada")
    assert list(access.visible_organisations(HERE)) == [one, other]
    assert list(access.visible_organisations(GONE)) == []
    assert access.get_organisation_or_404(HERE, other.pk) == other
    for member, pk in ((GONE, one.pk), (HERE, uuid4())):
        with pytest.raises(Http404):
            access.get_organisation_or_404(member, pk)
