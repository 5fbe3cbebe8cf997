"""Who opens what is kept of a life rebuilt, and under which case."""

from uuid import uuid4

import pytest

from amparo.core import clock
from amparo.journeys.access import reintegration as access
from amparo.journeys.actions import grants
from amparo.journeys.actions import reintegration as actions
from amparo.journeys.queries import grants as granted
from tests.doors import is_read_with, opens
from tests.helpers import sign_in, statuses

PAGES = (
    "", "beginning/", "visit/new/", "near/", "lost/", "end/", "again/", "card/", "promises/",
    "grants/new/",
)  # fmt: skip


@pytest.fixture
def grant(her):
    her.begun()
    return her.grant()


def test_who_opens_its_pages(her, client):
    everyone = [*her.town.everyone, her.town.alba, her.town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    url = f"/journeys/{her.case.pk}/reintegration/"
    assert statuses(client, url, everyone) == table
    assert statuses(client, f"{url}begin/", everyone) == table
    # Before it began there is nothing to visit, to grant or to end.
    for page in PAGES[1:]:
        assert statuses(client, url + page, [her.town.ana]) == {"ana": 404}
    her.begun()
    grant, visit = her.grant(), her.visit()
    for page in (*PAGES, f"visit/{visit.pk}/", f"grants/{grant.pk}/"):
        assert statuses(client, url + page, everyone) == table, page


def test_what_belongs_to_another_case_is_not_there(her, grant, client):
    visit = her.visit()
    other = her.town.new_case()
    actions.begin(by=her.town.ana, case=other, where="here", begun_on=clock.today())
    url = f"/journeys/{other.pk}/reintegration/"
    ana = sign_in(client, her.town.ana)
    for page in (f"visit/{visit.pk}/", f"grants/{grant.pk}/"):
        assert ana.get(url + page).status_code == 404
        assert ana.post(url + page, {"do": "pay"}).status_code == 404


def test_the_newest_is_opened(her):
    assert access.newest_of(her.case) is None
    assert opens(access.newest_or_404, her.case) is None
    first = her.begun(ago=300)
    actions.end(by=her.town.ana, reintegration=first, ending="her_wish")
    second = her.begun(ago=10)
    assert access.newest_or_404(her.case) == second
    assert access.newest_of(her.case).case is her.case
    assert is_read_with(access.newest_of(her.case), "begun_by")
    actions.end(by=her.town.ana, reintegration=second, ending="her_wish")
    assert is_read_with(access.newest_of(her.case), "ended_by")
    assert opens(access.newest_or_404, her.town.new_case()) is None


def test_a_visit_and_a_grant_open_under_their_own_case_only(her, grant, funded):
    visit, other = her.visit(), her.town.new_case()
    assert access.visit_of(her.case, visit.pk) == visit
    assert access.visit_of(her.case, visit.pk).reintegration.case is her.case
    assert access.grant_of(her.case, grant.pk) == grant
    assert access.grant_of(her.case, grant.pk).reintegration.case is her.case
    paid = her.grant(project=funded.north)
    assert is_read_with(access.grant_of(her.case, paid.pk), "project")
    assert is_read_with(access.visit_of(her.case, visit.pk), "reintegration")
    for part in ("promised_by", "reintegration"):
        assert is_read_with(access.grant_of(her.case, grant.pk), part)
    for door, row in ((access.visit_of, visit), (access.grant_of, grant)):
        assert opens(door, other, row.pk) is None
        assert opens(door, her.case, uuid4()) is None


def test_a_tranche_and_what_shows_it_open_under_their_own_only(her, grant):
    first, second = granted.tranches(grant)
    grants.pay(by=her.town.ana, tranche=first, paid_on=clock.today())
    proof = grants.bring_proof(
        by=her.town.ana, tranche=first, kind="seen", words="A machine", seen_by="Ana",
        seen_on=clock.today(),
    )  # fmt: skip
    assert access.tranche_of(grant, str(first.pk)) == first
    assert access.tranche_of(grant, str(second.pk)) == second
    assert access.tranche_of(grant, str(first.pk)).grant is grant
    assert access.proof_of(first, str(proof.pk)) == proof
    assert access.proof_of(first, str(proof.pk)).tranche is first
    for wrong in ("", "no key at all", str(uuid4())):
        assert opens(access.tranche_of, grant, wrong) is None
        assert opens(access.proof_of, first, wrong) is None
    assert opens(access.tranche_of, her.grant(), str(first.pk)) is None
    assert opens(access.proof_of, second, str(proof.pk)) is None
