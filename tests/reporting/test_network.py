"""The network as the register tells it: as of a day, by level and sector, flows by the rule."""

from datetime import date

import pytest

from amparo.agreements.actions import agreements
from amparo.committees.actions import committees
from amparo.core import clock
from amparo.organisations.actions import organisation as organisations
from amparo.referrals.models import Referral
from amparo.reporting.network import collecting as queries
from amparo.reporting.network import measures
from amparo.reporting.network.enums import TieKind
from amparo.reporting.network.measures import NotABody
from tests.helpers import sign_in
from tests.referrals.conftest import road  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def joined(office):
    """A committee of June 2013 in which three sit, and an agreement that two of them sign later."""
    bodies = {
        "dif": office.organisation("DIF de Villa Inventada"),
        "hotels": office.organisation("Hoteles de Villa Inventada", sector="private"),
        "casa": office.organisation("Casa Inventada", sector="social"),
        "fiscalia": office.organisation("Fiscalía inventada", level="federal"),
    }
    committee = committees.record(by=office.sara, name="Comité inventado", began="2013-06")
    for name in ("dif", "hotels", "casa"):
        committees.seat(
            by=office.sara, committee=committee, organisation=bodies[name],
            role="chair" if name == "dif" else "member", starts="2013-06",
        )  # fmt: skip
    agreement = agreements.record(
        by=office.sara,
        title="Convenio inventado",
        kind="cooperation",
        signed="2014-03",
        ends="2016",
    )
    for name in ("dif", "fiscalia"):
        agreements.add_party(
            by=office.sara, agreement=agreement, organisation=bodies[name], role="party"
        )
    return bodies


def ties(on, **asked):
    held = queries.network(on=on, **asked)
    return {tie.kind: {held.bodies[key].name for key in tie.joins} for tie in held.ties}


def test_as_it_stood_on_a_day(joined):
    three = {"DIF de Villa Inventada", "Hoteles de Villa Inventada", "Casa Inventada"}
    two = {"DIF de Villa Inventada", "Fiscalía inventada"}
    assert ties(date(2012, 12, 31)) == {}
    assert ties(date(2013, 12, 31)) == {TieKind.SITS: three}
    assert ties(date(2014, 12, 31)) == {TieKind.SITS: three, TieKind.SIGNS: two}
    assert ties(DAY) == {TieKind.SITS: three}
    assert queries.first_year(DAY) == 2013


def test_by_level_sector_and_what_joins(joined):
    on = date(2014, 12, 31)
    assert ties(on, level="federal") == {}
    assert ties(on, sector="public") == {
        TieKind.SIGNS: {"DIF de Villa Inventada", "Fiscalía inventada"}
    }
    assert set(ties(on, kinds=[TieKind.SITS])) == {TieKind.SITS}


def test_who_has_ended_is_gone_and_who_joins_nobody_is_an_isolate(joined, office):
    found = measures.measure(queries.network(on=DAY))
    assert "Fiscalía inventada" in {each.name for each in found.isolates}
    organisations.end(by=office.sara, organisation=joined["casa"], on=date(2026, 1, 1))
    assert ties(DAY)[TieKind.SITS] == {"DIF de Villa Inventada", "Hoteles de Villa Inventada"}


def test_without_the_one_between_two_sides_they_come_apart(joined):
    held = queries.network(on=date(2014, 12, 31))
    lost = measures.remove(held, str(joined["dif"].pk))
    assert lost.loss > 0
    row = measures.measure(held).rows[0]
    assert row.body.key == str(joined["dif"].pk)
    assert row.is_cut


@pytest.mark.parametrize("thing", ["member", "person", "agency"])
def test_nobody_who_is_no_organisation_becomes_a_node(town, thing):
    things = {"member": town.ana, "person": town.case.person, "agency": town.casa_luz}
    with pytest.raises(NotABody):
        queries.body(things[thing])


def test_a_flow_under_ten_is_not_there_and_others_are_rounded():
    flows = [("a", "b", 9), ("a", "c", 10), ("a", "d", 12), ("a", "e", 13), ("a", "f", 0)]
    assert {tie.joins[1]: tie.weight for tie in queries.drawn(2025, flows)} == {
        "c": 10, "d": 10, "e": 15,
    }  # fmt: skip


def test_only_a_finished_year_has_flows(road):  # noqa: F811
    """Eleven people of this year are no flow yet, nor is one of the last."""
    road.sent()
    Referral.objects.update(sent_at="2025-06-01T12:00:00Z")
    assert queries.COLLECTORS[TieKind.REFERS](DAY) == []


def test_the_page_draws_organisations_and_says_what_is_lost(joined, office, client):
    page = sign_in(client, office.sara).get(
        "/network/", {"year": 2014, "without": str(joined["dif"].pk)}
    )
    text = page.content.decode()
    assert "<svg" in text
    assert "Without DIF de Villa Inventada" in text
    file = client.get("/network/graphml/", {"year": 2014})
    assert b"Comit" in file.content
    assert file["Content-Type"] == "application/graphml+xml"


@pytest.mark.parametrize(
    "query", ["year=1", "year=x", "year=9999", "without=x", "kinds=x", "level=x"]
)
def test_nonsense_in_the_address_does_no_harm(joined, office, client, query):
    assert sign_in(client, office.sara).get(f"/network/?{query}").status_code == 200
    assert client.get(f"/network/graphml/?{query}").status_code == 200


def test_who_pays_is_joined_to_who_carries_it_out_while_the_project_runs(funded):
    town, today = funded.town, clock.today()
    others = [funded.office.organisation(name, sector="social") for name in ("Una", "Otra")]
    luz = funded.office.organisation("Casa Luz", sector="social", agency=town.casa_luz)
    faro = funded.office.organisation("Faro", sector="social", agency=town.faro)
    far = funded.project(
        "LEJOS", name="Proyecto callado", donors=[*others, luz], starts_on=date(2020, 2, 1),
        ends_on=date(2020, 3, 31), agencies=[town.casa_luz, town.faro],
    )  # fmt: skip

    def pairs(on):
        found = queries.network(on=on, kinds=[TieKind.FUNDS])
        # Whose project it is opens to few: nothing here leads to it, and no money is told.
        said = str([(tie.key, tie.title, tie.url, tie.weight) for tie in found.ties])
        assert far.code not in said
        assert far.name not in said
        assert {(tie.url, tie.weight) for tie in found.ties} <= {("", None)}
        return {frozenset(tie.joins) for tie in found.ties}

    def joined_(*both):
        return frozenset(str(each.pk) for each in both)

    all_of_them = {joined_(one, two) for one in others for two in (luz, faro)}
    # Who pays for what it does itself is joined to the others alone.
    all_of_them |= {joined_(luz, faro)}
    for day, there in (
        (date(2020, 1, 31), set()), (date(2020, 2, 1), all_of_them),
        (date(2020, 3, 31), all_of_them), (date(2020, 4, 1), set()),
    ):  # fmt: skip
        assert pairs(day) == there, day
    # Two projects of the same fund and the same house are one tie.
    assert pairs(today) == {joined_(funded.fund, luz)}
    assert queries.first_year(today) == 2020


def test_a_tie_that_no_room_feeds_says_so_and_is_not_offered(joined, office, client):
    assert queries.UNFED == [TieKind.TRAINS]
    page = sign_in(client, office.sara).get("/network/").content.decode()
    assert "Not fed yet, so not drawn: “trains people of the other”." in page
    assert 'value="trains"' not in page
    assert 'value="funds"' in page
    assert client.get("/network/?kinds=trains").status_code == 200
