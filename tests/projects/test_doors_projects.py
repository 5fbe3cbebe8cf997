"""Projects open to whoever keeps them, and to members of the agencies that work in them."""

from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.http import Http404

from amparo.projects import access
from amparo.projects.models import Project

GONE = Thing(is_active=False, may=lambda _permission: True, agency_id=None)


def shut(door, *arguments):
    with pytest.raises(Http404):
        door(*arguments)


def test_who_sees_projects(funded):
    town, pablo = funded.town, funded.office.pablo
    both = {funded.north, funded.south}
    assert set(access.visible_projects(pablo)) == both
    assert set(access.visible_projects(town.ana)) == both
    assert set(access.visible_projects(town.bruno)) == set()
    assert set(access.visible_projects(GONE)) == set()
    assert access.get_project_or_404(town.ana, funded.north.pk) == funded.north
    shut(access.get_project_or_404, town.bruno, funded.north.pk)
    shut(access.get_project_or_404, pablo, uuid4())


def test_what_hangs_on_a_project_is_found_under_it_alone(funded):
    payment, goal = funded.spend("1"), funded.goal()
    things = (
        (access.get_payment_or_404, payment),
        (access.get_row_or_404, goal),
    )
    for door, thing in things:
        assert door(Project.objects.get(pk=funded.north.pk), thing.pk) == thing
        shut(door, funded.south, thing.pk)
        shut(door, funded.north, uuid4())
