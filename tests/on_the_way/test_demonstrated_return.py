"""The return of the demonstration: one paper is missing, and its page names it."""

from django.utils.translation import override

from amparo.agencies.models import Member
from amparo.core import clock
from amparo.journeys.enums import Gate
from amparo.journeys.models import Journey
from amparo.journeys.queries import gates
from amparo.journeys.queries import silence as queries
from amparo.site.demonstration import going_home, silent_office
from tests.demonstration import demonstration  # noqa: F401


def test_ana_prepares_a_return_and_one_paper_is_missing(demonstration):  # noqa: F811
    journey = Journey.objects.select_related("case__person", "case__agency", "office").get(
        office__name=going_home.OFFICE
    )
    standings = gates.prepared(journey).standings
    shut = {each.gate for each in standings if not each.is_met}
    assert shut == {Gate.AGREED, Gate.PAPERS}
    with override("es"):
        paper = next(each for each in gates.prepared(journey).standings if each.gate == Gate.PAPERS)
    assert (
        paper.decision.reason
        == "Falta este documento: Oficio de salida de la autoridad migratoria."
    )
    members = {name: Member.objects.get(username=name) for name in ("sara", "alba", "ana")}
    going_home.load(**members)
    assert Journey.objects.filter(office=journey.office).count() == 1


def test_an_office_of_the_demonstration_stays_silent(demonstration):  # noqa: F811
    journey = Journey.objects.get(office__name=silent_office.OFFICE)
    assert (journey.side, journey.state) == ("receiving", "agreed")
    late = [each for each in queries.owed(journey) if each.is_late(clock.today())]
    assert [(each.word, each.side) for each in late] == [("leaving", "sending")]
    members = {name: Member.objects.get(username=name) for name in ("sara", "fina", "ana")}
    silent_office.load(**members)
    assert Journey.objects.filter(office=journey.office).count() == 1
