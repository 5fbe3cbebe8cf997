"""The house of the demonstration: invented people, and a night shift that waits for Nadia."""

from amparo.agencies.models import Member
from amparo.assistance.models import Medication, Shelter, ShiftNote, Stay
from amparo.assistance.queries import daybook
from amparo.assistance.queries import shelter as queries
from amparo.cases.access import visible_cases
from amparo.core import clock
from amparo.people.models import Consent
from amparo.site.demonstration import house
from amparo.site.demonstration.people import SURNAMES
from tests.demonstration import demonstration  # noqa: F401
from tests.helpers import sign_in

INVENTED = {*SURNAMES, *(surname[:-1] + "a" for surname in SURNAMES)}


def test_a_house_with_its_guests_waits_for_nadia(demonstration, client):  # noqa: F811
    shelter = Shelter.objects.get()
    ana, nadia = Member.objects.get(username="ana"), Member.objects.get(username="nadia")
    stays = queries.guests(shelter)
    assert {stay.short_name for stay in stays} == {"Luna", "Estrella", "Sol"}
    people = [stay.case.person for stay in stays]
    assert {person.paternal_surname for person in people} <= INVENTED
    # Nobody of them agreed to be counted.
    assert not Consent.objects.filter(person__in=people).exists()
    # A child's file opens to named people only.
    child = next(stay.case for stay in stays if stay.short_name == "Sol")
    assert child.named_only
    assert child in visible_cases(ana)
    assert not visible_cases(nadia).exists()
    waiting = daybook.waiting_change(shelter)
    assert waiting.given_by == ana
    assert len(daybook.open_notes(shelter)) == 2
    luna = next(stay.case for stay in stays if stay.short_name == "Luna")
    assert luna.screenings.count() == luna.risk_assessments.count() == 1
    assert luna.safety_plans.count() == 1
    taken = Medication.objects.get(case=luna)
    assert queries.doses_left([luna.pk], on=clock.today()) == {luna.pk: ["20:00"]}
    assert "inventado" in taken.what
    page = sign_in(client, nadia).get(f"/shelter/{shelter.pk}/").content.decode()
    assert "Luna" in page
    assert "Luz Marina" not in page
    # Loaded once more, it stays as it is.
    house.load(alba=ana, ana=ana, nadia=nadia)
    assert (Stay.objects.count(), ShiftNote.objects.count()) == (3, 2)
