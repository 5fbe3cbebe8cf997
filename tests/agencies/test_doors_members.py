"""The page of members opens to who manages members, and to nobody else."""

from uuid import uuid4

from amparo.agencies import access
from amparo.agencies.enums import Role
from amparo.agencies.models import AccessRequest
from amparo.core import clock
from tests.doors import is_read_with, opens
from tests.town import _member, town  # noqa: F401


def test_members_and_what_waits_open_to_administrators_alone(town):  # noqa: F811
    ada = _member("ada", "Ada Abeja", town.programme, Role.ADMINISTRATOR)
    for member in (town.ana, town.alba, town.fina, town.noe, town.dora):
        assert opens(access.visible_members, member) is None
        assert opens(access.visible_requests, member) is None
        assert opens(access.get_member_or_404, member, town.ana.pk) is None
        assert opens(access.get_request_or_404, member, uuid4()) is None
    everyone = list(access.visible_members(ada))
    assert all(is_read_with(each, "agency") for each in everyone)
    assert [(each.agency.name, each.display_name) for each in everyone] == sorted(
        (each.agency.name, each.display_name) for each in everyone
    )
    names = [each.display_name for each in everyone if each.agency == town.casa_luz]
    assert names == ["Alba Abedul", "Ana Arroyo", "Fina Faisán"]
    for wanted in everyone:
        assert access.get_member_or_404(ada, wanted.pk) == wanted
    assert opens(access.get_member_or_404, ada, uuid4()) is None
    rows = [
        AccessRequest.objects.create(
            kind="role",
            member=each,
            agency=each.agency,
            asked_by=ada,
            role="coordinator",
            asked_at=clock.now(),
            state="waiting",
        )
        for each in (town.ana, town.bruno)
    ]
    found = list(access.visible_requests(ada))
    assert set(found) == set(rows)
    paths = ("member__agency", "agency", "asked_by")
    assert all(is_read_with(each, *paths) for each in found)
    for row in rows:
        assert access.get_request_or_404(ada, row.pk) == row
    assert opens(access.get_request_or_404, ada, uuid4()) is None
