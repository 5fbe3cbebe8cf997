"""Her dealings with justice; a consulate is told only on the strength of her yes."""

from datetime import date, timedelta

import pytest

from amparo.assistance.actions import justice as actions
from amparo.assistance.models import ConsularNotice, JusticeDate, JusticeFile
from amparo.cases.models import Case
from amparo.cases.queries import due as what_is_due
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.people import actions as people
from tests.helpers import audit_events, sign_in, statuses

YES = {
    "purpose": "assistance",
    "block": "identity",
    "recipient": "consulate",
    "recipient_name": "Consulado Inventado",
}
TOLD = {"consulate": "Consulado Inventado", "purpose": "assistance"}


def tell(town, by=None, **facts):
    facts = TOLD | {"notified_on": clock.today()} | facts
    return actions.tell_consulate(by=by or town.ana, case=town.case, **facts)


def a_day(town, **facts):
    facts = {"kind": "hearing", "day": date(2026, 3, 20), "what": "To be heard"} | facts
    return actions.keep_date(by=town.ana, case=town.case, **facts)


def test_who_opens_justice(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    day = a_day(town)
    for page in ("", "file/", "consulate/", "dates/new/", f"dates/{day.pk}/"):
        assert statuses(client, f"/assistance/{town.case.pk}/justice/{page}", everyone) == table
    other = town.new_case()
    assert statuses(client, f"/assistance/{other.pk}/justice/dates/{day.pk}/", [town.ana]) == {
        "ana": 404
    }


def test_without_her_yes_no_consulate_is_told(town, client):
    url = f"/assistance/{town.case.pk}/justice/consulate/"
    page = sign_in(client, town.ana).post(url, TOLD | {"notified_on": str(clock.today())})
    assert "only if she says yes" in page.content.decode()
    assert "Consulado Inventado" in page.content.decode()
    assert not ConsularNotice.objects.exists()


def test_with_her_yes_it_is_recorded_and_leans_on_that_answer(town, client):
    consent = town.new_consent(**YES)
    url = f"/assistance/{town.case.pk}/justice/consulate/"
    sent = TOLD | {"notified_on": str(clock.today())}
    assert sign_in(client, town.ana).post(url, sent).status_code == 302
    notice = ConsularNotice.objects.get()
    assert notice.consent == consent
    assert "Inventado" not in str(ConsularNotice.objects.values_list("consulate", flat=True).get())
    (event,) = audit_events("consulate_told")
    assert "Inventado" not in event.detail + event.fields


@pytest.mark.parametrize(
    "answer",
    [
        YES | {"answer": "refused"},
        YES | {"recipient": "hospital"},
        YES | {"purpose": "tracing"},
        YES | {"block": "health"},
        YES | {"recipient_name": "Otro Consulado"},
        YES | {"given_on": date(2026, 1, 1), "expires_on": date(2026, 2, 1)},
    ],
)
def test_no_other_answer_stands_in_for_her_yes(town, answer):
    town.new_consent(**answer)
    with pytest.raises(Refused, match="only if she says yes"):
        tell(town)


def test_a_yes_taken_back_and_a_yes_given_later_are_no_yes(town):
    consent = town.new_consent(**YES)
    with pytest.raises(Refused, match="only if she says yes"):
        tell(town, notified_on=clock.today() - timedelta(days=1))
    people.withdraw_consent(by=town.ana, consent=consent)
    with pytest.raises(Refused, match="only if she says yes"):
        tell(town)


def test_a_notice_is_not_recorded_beforehand_nor_by_another_agency(town):
    town.new_consent(**YES)
    with pytest.raises(Refused, match="not before"):
        tell(town, notified_on=clock.today() + timedelta(days=1))
    with pytest.raises(Refused):
        tell(town, by=town.bruno)


def test_what_is_known_of_the_investigation_lies_sealed(town, client):
    url = f"/assistance/{town.case.pk}/justice/file/"
    sign_in(client, town.ana)
    seen = client.get(url).context["form"]["seen"].value()
    sent = {"file_number": "CI/0007", "registration": "sent", "attachments": ["identity"]}
    assert client.post(url, sent | {"seen": seen}).status_code == 302
    held = JusticeFile.objects.get()
    assert (held.file_number, held.attachments) == ("CI/0007", ["identity"])
    assert "0007" not in str(JusticeFile.objects.values_list("file_number", flat=True).get())
    assert "CI/0007" in client.get(f"/assistance/{town.case.pk}/justice/").content.decode()


def test_two_people_change_one_day_and_lose_nothing(town, client):
    day = a_day(town)
    url = f"/assistance/{town.case.pk}/justice/dates/{day.pk}/"
    seen = sign_in(client, town.alba).get(url).context["form"]["seen"].value()
    actions.keep_date(by=town.ana, case=town.case, entry=day, seen_version=1, what="To wait")
    sent = {"kind": "hearing", "day": "2026-03-20", "what": "With an interpreter", "seen": seen}
    page = client.post(url, sent)
    assert page.status_code == 200
    assert "To wait" in page.content.decode()
    assert "With an interpreter" in page.content.decode()
    with pytest.raises(ChangedMeanwhile):
        actions.keep_date(by=town.ana, case=town.case, entry=day, seen_version=1, what="x")


def test_a_day_is_due_until_it_is_settled(town):
    day = a_day(town, kind="measure", day=clock.today() + timedelta(days=9))

    def words():
        lines = what_is_due.due(Case.objects.all(), member=town.ana, on=clock.today())
        return [str(line.what) for line in lines]

    assert "A protection measure ends" in words()
    actions.keep_date(by=town.ana, case=town.case, entry=day, seen_version=1, is_settled=True)
    assert "A protection measure ends" not in words()
    assert JusticeDate.objects.get().is_settled


def test_another_agency_writes_nothing_down(town):
    with pytest.raises(Refused):
        actions.keep_date(by=town.bruno, case=town.case, kind="hearing", day=date(2026, 3, 20))
    with pytest.raises(Refused):
        actions.keep_file(by=town.bruno, case=town.case, seen_version=0, file_number="x")
