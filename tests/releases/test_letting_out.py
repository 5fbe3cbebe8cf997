"""Figures leave through one gate: the rules first, then two people who did not write them."""

from datetime import date

import pytest

from amparo.agencies.models import Member
from amparo.core.decisions import Refused
from amparo.releases import access, actions, holding, queries
from amparo.releases.enums import State
from amparo.releases.models import Release
from amparo.site.demonstration.profile import FIRST, SECOND
from amparo.statistics import actions as statistics
from tests.helpers import audit_events, sign_in, statuses


def member(username):
    return Member.objects.get(username=username)


def printed(release, *table):
    judged = next(t for t in release.judged["tables"] if t["by"] == list(table))
    return {"-".join(cell["key"]): cell["shown"] for cell in judged["cells"]}


def count(as_of, scope="MX"):
    return statistics.count(by=member("noe"), as_of=as_of, definition="seed-2010", scope=scope)


def test_the_two_releases_print_what_story_s11_says(demonstration):
    first = queries.latest("MX", as_of=FIRST)
    second = queries.latest("MX", as_of=SECOND)
    sentences = ("labour", "central_american_woman_or_girl", "guatemala")
    assert [first.judged["people"], *(printed(first, s)["yes"] for s in sentences[:2])] == [
        "170",
        "105",
        "145",
    ]
    assert [second.judged["people"], *(printed(second, s)["yes"] for s in sentences)] == [
        "180",
        "105",
        "150",
        "130",
    ]
    assert queries.latest("14067", as_of=SECOND).judged["people"] == "fewer than 30"
    assert queries.latest("14067", as_of=SECOND).judged["tables"] == []


def test_no_small_group_and_no_country_is_printed(demonstration):
    for release in Release.objects.all():
        for table in release.judged["tables"]:
            assert table["by"] != ["citizenship"]
            for cell in table["cells"]:
                assert cell["shown"] in ("fewer than 10", "not shown") or int(cell["shown"]) >= 10


def test_one_newcomer_does_not_move_a_published_figure(demonstration, client):
    """The thread's end: an intake, the internal count, and why the public figure stays."""
    tomas = member("tomas")
    newcomer(tomas)
    extract = count(date(2026, 6, 30))
    assert open_people(extract) == 179
    release = actions.propose(by=member("noe"), extract=extract)
    assert (release.judged["people"], release.judged["people_reason"]) == ("180", "held_pair_rule")
    page = sign_in(client, member("noe")).get(release.get_absolute_url())
    assert "Conserva la cifra anterior" in page.content.decode()


def newcomer(by):
    from amparo.assistance import actions as assistance
    from amparo.cases import actions as cases
    from amparo.people import actions as people

    person = people.register(by=by, agency=by.agency, came_from="intake", gender="Feminine")
    case = cases.open_case(by=by, agency=by.agency, person=person, came_from="intake")
    people.record_consent(
        by=by, person=person, purpose="statistics", block="facts", answer="granted",
        recipient="programme_statistics", language="es", how="spoken", notice_version="1",
        given_on=date(2026, 1, 2),
    )  # fmt: skip
    assistance.record(by=by, case=case, service="Shelter", given_on=date(2026, 1, 2))


def open_people(extract):
    from amparo.statistics.queries import open_tally

    return open_tally(extract).people


def test_it_takes_two_and_neither_is_the_author(demonstration):
    noe, dora, elias = member("noe"), member("dora"), member("elias")
    release = actions.propose(by=noe, extract=count(date(2026, 6, 30)))
    with pytest.raises(Refused, match="proposed a release cannot approve"):
        actions.approve(by=noe, release=release)
    release = actions.approve(by=dora, release=release)
    assert release.state == State.PROPOSED
    with pytest.raises(Refused, match="already answered"):
        actions.approve(by=dora, release=release)
    assert access.visible_reviews(elias, release) == []
    release = actions.approve(by=elias, release=release)
    assert (release.state, release.published_at is not None) == (State.PUBLISHED, True)
    assert len(access.visible_reviews(elias, release)) == 2
    assert len(audit_events("release_published")) == 5


def test_one_return_stops_a_release(demonstration):
    release = actions.propose(by=member("noe"), extract=count(date(2026, 6, 30)))
    actions.return_to_author(by=member("dora"), release=release, reason="The base is missing.")
    with pytest.raises(Refused, match="no longer waiting"):
        actions.approve(by=member("elias"), release=release)


def test_two_proposals_at_once_cannot_both_get_out(demonstration):
    first = actions.propose(by=member("noe"), extract=count(date(2026, 6, 30)))
    second = actions.propose(by=member("noe"), extract=count(date(2026, 6, 30)))
    for release in (first, second):
        actions.approve(by=member("dora"), release=release)
    actions.approve(by=member("elias"), release=first)
    with pytest.raises(Refused, match="Another release was published"):
        actions.approve(by=member("elias"), release=second)


def test_who_opens_the_pages_of_counts_and_releases(demonstration, client):
    release = queries.latest("MX", as_of=SECOND)
    who = [None, *(member(name) for name in ("ana", "noe", "dora", "edith"))]
    asked = {
        "counts": statuses(client, "/counts/", who),
        "count": statuses(client, f"/counts/{release.extract_id}/", who),
        "releases": statuses(client, "/releases/", who),
        "figures": statuses(client, "/figures/", who),
    }
    assert asked == {
        "counts": {"nobody": 302, "ana": 404, "noe": 200, "dora": 404, "edith": 404},
        "count": {"nobody": 302, "ana": 404, "noe": 200, "dora": 404, "edith": 404},
        "releases": {"nobody": 302, "ana": 200, "noe": 200, "dora": 200, "edith": 200},
        "figures": {"nobody": 200, "ana": 200, "noe": 200, "dora": 200, "edith": 200},
    }


def test_a_proposal_is_not_there_for_who_does_not_decide(demonstration, client):
    release = actions.propose(by=member("noe"), extract=count(date(2026, 6, 30)))
    who = [None, *(member(name) for name in ("ana", "noe", "dora"))]
    url = release.get_absolute_url()
    assert statuses(client, url, who) == {"nobody": 302, "ana": 404, "noe": 200, "dora": 200}
    approve = f"{url}approve/"
    assert statuses(client, approve, [member("ana"), member("noe")], method="post") == {
        "ana": 404,
        "noe": 403,
    }
    release.refresh_from_db()
    assert release.state == State.PROPOSED


def released(extract):
    release = actions.propose(by=member("noe"), extract=extract)
    for name in ("dora", "elias"):
        release = actions.approve(by=member(name), release=release)
    return release


def test_a_place_within_a_published_one_is_published_without_a_breakdown_only(demonstration):
    """Tapachula has about 80; from Mexico's table a reader could take it away, group by group."""
    with pytest.raises(Refused, match="subtract the two"):
        actions.propose(by=member("noe"), extract=count(date(2026, 6, 30), scope="07089"))
    band = released(count(date(2026, 6, 30), scope="12001"))
    assert (band.state, band.judged["people"]) == (State.PUBLISHED, "fewer than 30")


def test_a_share_keeps_its_print_while_its_count_or_its_base_does(demonstration):
    """140 of 170 prints as 80 per cent. Of 165 alone it would be 85, though the count stood."""
    first, second = (queries.latest("MX", as_of=day) for day in (FIRST, SECOND))
    for release, people, part in ((first, "170", "140"), (second, "165", "140")):
        release.judged["people"] = people
        for table in release.judged["tables"]:
            if table["by"] == ["guatemala"]:
                table["cells"][0]["shown"] = part
        release.save(update_fields=["judged"])
    assert [holding.share(r, ("guatemala",), ("yes",)).percent for r in (first, second)] == [80, 80]


def test_the_same_day_is_not_published_twice_with_other_figures(demonstration):
    """Readers would hold both and subtract them: the second is judged against the first."""
    newcomer(member("tomas"))
    for as_of in (SECOND, date(2010, 12, 31)):
        release = actions.propose(by=member("noe"), extract=count(as_of))
        assert release.state == State.REFUSED
        assert [refusal["code"] for refusal in release.judged["refusals"]] == ["L4"]
    assert queries.latest("MX", as_of=SECOND).judged["people"] == "180"


def test_another_definition_is_not_taken_for_other_people(demonstration):
    extract = statistics.count(
        by=member("noe"), as_of=date(2026, 6, 30), definition="htcds-2.0", scope="MX"
    )
    with pytest.raises(Refused, match="another definition"):
        actions.propose(by=member("noe"), extract=extract)


def test_who_takes_her_yes_back_before_the_second_approval_is_not_published(demonstration):
    from amparo.people import actions as people
    from amparo.people.models import Consent

    release = actions.propose(by=member("noe"), extract=count(date(2026, 6, 30)))
    actions.approve(by=member("dora"), release=release)
    consent = Consent.objects.filter(
        purpose="statistics",
        answer="granted",
        withdrawn_at=None,
        person__agency=member("tomas").agency,
    ).first()
    people.withdraw_consent(by=member("tomas"), consent=consent)
    with pytest.raises(Refused, match="count anew"):
        actions.approve(by=member("elias"), release=release)
    release.refresh_from_db()
    assert release.state == State.PROPOSED
