"""The family of the demonstration: one paper of the daughter is missing, and its page names it."""

from amparo.agencies.models import Member
from amparo.journeys.enums import FamilyGate as Gate
from amparo.journeys.models import Journey
from amparo.journeys.queries import family_gates
from amparo.site.demonstration import family_comes
from tests.demonstration import demonstration  # noqa: F401


def test_ana_prepares_that_a_family_comes_and_one_paper_is_missing(demonstration):  # noqa: F811
    journey = Journey.objects.select_related("case__person", "case__agency", "office").get(
        pathway="family"
    )
    standings = family_gates.prepared(journey).standings
    shut = {each.gate for each in standings if not each.is_met}
    assert shut == {Gate.SAFE, Gate.AGREED, Gate.PAPERS, Gate.ITINERARY}
    papers = next(each for each in standings if each.gate == Gate.PAPERS)
    assert "Relative 2 (Daughter or son) is missing: Leave for a child" in papers.decision.reason
    members = {name: Member.objects.get(username=name) for name in ("sara", "ana")}
    family_comes.load(**members)
    assert Journey.objects.filter(pathway="family").count() == 1
