"""Closed files kept by series: given their day, told of, disposed of by two, or blocked."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from amparo import agencies
from amparo.cases import access
from amparo.cases.access import need_to_know
from amparo.cases.actions import retention as actions
from amparo.cases.models import BlockedOpening, Case, Disposal, FileSeries
from amparo.cases.queries import find_by_name, find_by_number
from amparo.cases.queries import retention as queries
from amparo.core import clock, jobs, keystore
from amparo.core.decisions import Refused
from amparo.core.duties import DUTIES
from amparo.people import actions as people
from amparo.people import keeping
from amparo.people.models import Erasure, KeepingEnd, Person
from amparo.people.queries.keeping import end_of, must_stay
from amparo.statistics import actions as statistics
from tests.helpers import (
    as_if,
    audit_events,
    closed,
    determined,
    reopened,
    sign_in,
    statuses,
    work_the_queue,
)

pytestmark = pytest.mark.django_db
LIKE = {"given_names": "Xquic", "paternal_surname": "Piedraluna", "maternal_surname": "Nubarrón"}
ADULT = {"birth_year": 1990}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def on(town, code="casework-adults"):
    return actions.switch_series_on(
        by=town.fina, agency=town.casa_luz, code=code, lawyer="Lic. Sol", rests_on="Oficio 7"
    )


def close(town, **person):
    case = closed(town.new_case(person=ADULT | person), by=town.ana)
    audit_events()
    return case


def years_later(monkeypatch, years, days=1):
    day = keeping.years_after(clock.today(), years) + timedelta(days=days)
    monkeypatch.setattr(clock, "today", lambda: day)
    return day


def series_of(case):
    return FileSeries.objects.filter(case=case).first()


# Its series and its day


def test_a_closed_case_gets_its_series_and_its_day_and_loses_them_when_reopened(town):
    on(town)
    case = close(town)
    given = series_of(case)
    assert (given.code, given.years) == ("casework-adults", 10)
    assert given.ends_on == keeping.years_after(clock.today(), 10) == end_of(case.person).ends_on
    assert audit_events("series_given")[-1].detail == '{"series": "casework-adults"}'
    reopened(case, by=town.ana)
    assert series_of(case) is None


def test_files_closed_before_get_theirs_when_the_lawyer_says_so(town):
    old = close(town)
    case = town.new_case(person={"birth_year": 2015})
    determined(case, by=town.ana)
    child = closed(case, by=town.alba)
    assert series_of(old) is None
    switch = on(town)
    assert series_of(old).code == "casework-adults"
    assert series_of(child) is None
    on(town, "casework-children")
    assert series_of(child).code == "casework-children"
    actions.switch_series_off(by=town.fina, switch=switch)
    assert series_of(old) is None
    assert end_of(old.person).ends_on < series_of(child).ends_on


def test_of_many_files_the_worker_gives_most_theirs(
    town, monkeypatch, django_capture_on_commit_callbacks
):
    """A page that waited for twenty thousand of them would never end."""
    cases = [close(town), closed(town.new_case(), by=town.ana)]
    monkeypatch.setattr(actions, "BATCH", 1)
    with django_capture_on_commit_callbacks(execute=True):
        on(town)
    assert [bool(series_of(case)) for case in cases].count(True) == 1
    waiting = DBTaskResult.objects.ready().filter(task_path=jobs.perform.module_path)
    assert [job.args_kwargs["kwargs"]["name"] for job in waiting] == ["keep_by_series"]
    DUTIES["keep_by_series"].perform()
    assert all(series_of(case).code == "casework-adults" for case in cases)


def test_a_new_version_of_a_series_must_be_switched_on_anew(town, monkeypatch):
    switch = on(town)
    case = close(town)
    as_if(switch, version="2020-01")
    assert queries.series_on(town.casa_luz, on=clock.today()) == []
    actions.give_series(by=agencies.OPERATOR, agency=town.casa_luz)
    assert series_of(case) is None


def test_a_day_that_moved_is_looked_at_again(town, monkeypatch):
    on(town)
    case = close(town)
    as_if(series_of(case), ends_on=clock.today() + timedelta(days=3))
    actions.keep_up(by=agencies.OPERATOR, agency=town.casa_luz)
    assert series_of(case).ends_on == keeping.years_after(clock.today(), 10)


# Warnings


def test_who_answers_is_told_thirty_seven_and_one_days_before_each_once(
    town, monkeypatch, django_capture_on_commit_callbacks, client
):
    on(town)
    case = close(town)
    as_if(town.alba, email="alba@example.org")
    as_if(town.ana, email="ana@example.org")
    end = series_of(case).ends_on
    told = []
    for left in (31, 30, 30, 20, 7, 3, 1, 0):
        monkeypatch.setattr(clock, "today", lambda left=left: end - timedelta(days=left))
        with django_capture_on_commit_callbacks(execute=True):
            DUTIES["keep_by_series"].perform()
        work_the_queue()
        told.append(len(mail.outbox))
    assert told == [0, 1, 1, 1, 2, 2, 3, 3]
    assert {tuple(message.to) for message in mail.outbox} == {("alba@example.org",)}
    assert case.shown_number not in mail.outbox[0].body + mail.outbox[0].subject
    assert "http" not in mail.outbox[0].body
    assert KeepingEnd.objects.get(person=case.person).warned == 1
    assert queries.warned(town.alba, today=clock.today()) == 1
    assert "closed file reaches its end" in sign_in(client, town.fina).get("/").content.decode()
    page = sign_in(client, town.alba).get("/cases/due/").content.decode()
    assert "closed file reaches its end" in page


def test_the_command_shows_and_writes_only_when_told_to(town):
    close(town)
    on(town)
    FileSeries.objects.all().delete()
    out = StringIO()
    call_command("retention", stdout=out, stderr=StringIO())
    assert "1 closed without a series" in out.getvalue()
    assert not FileSeries.objects.exists()
    call_command("retention", "--write", "--agency", "casa-luz", stdout=out, stderr=StringIO())
    assert "casa-luz: 1 given, 0 warned" in out.getvalue()
    assert "casework-adults: 1 files, 0 ended, 0 held, 0/0/0 within" in out.getvalue()


# Disposal by two


def test_two_erase_what_has_ended_through_the_one_door(
    town, monkeypatch, django_capture_on_commit_callbacks
):
    on(town)
    first, second = close(town), close(town)
    later = close(town)
    years_later(monkeypatch, 10)
    people.place_hold(by=town.fina, person=later.person, reason="Carpeta 3")
    act = actions.propose(by=town.alba, agency=town.casa_luz, code="casework-adults")
    assert act.asked_files == 2
    assert Erasure.objects.filter(state="asked").count() == 2
    with pytest.raises(Refused, match="her own act"):
        actions.approve(by=town.alba, disposal=act)
    people.place_hold(by=town.fina, person=second.person, reason="Carpeta 4")
    with django_capture_on_commit_callbacks(execute=True):
        done = actions.approve(by=town.fina, disposal=act)
    assert (done.files, done.kept_back) == (1, 1)
    assert done.folio == f"CASA-LUZ/{clock.today().year}/0001"
    assert not Person.objects.filter(pk=first.person_id).exists()
    assert first.person_id in keystore.tombstones()
    assert Person.objects.filter(pk__in=[second.person_id, later.person_id]).count() == 2
    assert set(Erasure.objects.values_list("state", flat=True)) == {"done", "called_off"}
    assert not done.about.exists()
    with pytest.raises(Refused, match="No file of this series"):
        actions.propose(by=town.alba, agency=town.casa_luz, code="casework-adults")


def test_nothing_goes_before_its_day(town, monkeypatch):
    on(town)
    case = close(town)
    day = years_later(monkeypatch, 10, days=0)
    assert day == series_of(case).ends_on
    with pytest.raises(Refused, match="No file of this series"):
        actions.propose(by=town.alba, agency=town.casa_luz, code="casework-adults")
    monkeypatch.setattr(clock, "today", lambda: day + timedelta(days=1))
    assert actions.propose(by=town.alba, agency=town.casa_luz, code="casework-adults")
    with pytest.raises(Refused, match="waits for the second"):
        actions.propose(by=town.fina, agency=town.casa_luz, code="casework-adults")


def test_somebody_who_came_back_meanwhile_is_kept(town, monkeypatch):
    on(town)
    case = close(town)
    years_later(monkeypatch, 10)
    act = actions.propose(by=town.alba, agency=town.casa_luz, code="casework-adults")
    reopened(case, by=town.ana)
    done = actions.approve(by=town.fina, disposal=act)
    assert (done.files, done.kept_back) == (0, 1)
    assert Person.objects.filter(pk=case.person_id).exists()


def test_an_act_called_off_leaves_everything_as_it_was(town, monkeypatch):
    on(town)
    case = close(town)
    years_later(monkeypatch, 10)
    act = actions.propose(by=town.alba, agency=town.casa_luz, code="casework-adults")
    actions.call_off(by=town.alba, disposal=act)
    assert Erasure.objects.get().state == "called_off"
    assert Case.objects.filter(pk=case.pk).exists()
    again = actions.propose(by=town.fina, agency=town.casa_luz, code="casework-adults")
    assert again.asked_files == 1


# Blocked


@pytest.fixture
def blocked(town, monkeypatch):
    """A closed file that archive law forbids to delete, blocked by two."""
    on(town, "mx-public-files")
    case = close(town, **LIKE)
    years_later(monkeypatch, 12)
    act = actions.propose(by=town.fina, agency=town.casa_luz, code="mx-public-files")
    actions.approve(by=town.alba, disposal=act)
    case.refresh_from_db()
    return case


def test_a_blocked_file_is_not_erased_not_found_and_counted_still(town, blocked, client):
    assert Disposal.objects.get().files == 1
    assert must_stay(blocked.person_id)
    everyone = [*town.everyone, town.alba, town.fina]
    table = dict.fromkeys(["ana", "bruno", "celia", "alba", "fina"], 404) | {"nobody": 302}
    assert statuses(client, blocked.get_absolute_url(), everyone) == table
    for member in (town.ana, town.alba):
        cases = access.visible_cases(member)
        assert blocked not in cases
        assert blocked.pk not in {
            found.line.case.pk
            for found in find_by_name(cases, "Xquic Piedraluna", member=member)[0]
        }
        assert find_by_number(cases, blocked.number, member=member) == []
    assert need_to_know.case_to_break(town.alba, blocked.number) is None
    assert statuses(client, f"/cases/{blocked.pk}/rights/", [town.alba]) == {"alba": 404}
    extract = statistics.count(by=town.noe, as_of=clock.today(), definition="seed-2010")
    assert extract.pk
    assert Case.objects.count() == 2
    with pytest.raises(Refused, match="forbidden"):
        people.ask_erasure(by=town.alba, person=blocked.person, ground="she_asked")
    people.list_ends(by=agencies.OPERATOR, agency=town.casa_luz)
    assert not KeepingEnd.objects.filter(person=blocked.person).exists()


def test_the_focal_point_opens_it_for_an_hour_on_a_paper(town, blocked, client, monkeypatch):
    everyone = [*town.everyone, town.alba, town.fina]
    assert statuses(client, "/cases/blocked/", everyone) == {
        "nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 404, "fina": 200,
    }  # fmt: skip
    fina = sign_in(client, town.fina)
    wrong = fina.post("/cases/blocked/", {"number": town.case.shown_number, "reason": "Oficio"})
    assert "No blocked file bears this number" in wrong.content.decode()
    assert not BlockedOpening.objects.exists()
    asked = {"number": blocked.shown_number, "reason": "Oficio 12 del juzgado"}
    page = fina.post("/cases/blocked/", asked, follow=True).content.decode()
    assert "Piedraluna" in page
    opening = BlockedOpening.objects.get()
    verbs = [event.verb for event in audit_events()]
    assert {"blocked_file_opened", "blocked_file_read", "identity_revealed"} <= set(verbs)
    url = f"/cases/blocked/{opening.pk}/"
    assert statuses(client, url, [town.ana, town.alba]) == {"ana": 404, "alba": 404}
    monkeypatch.setattr(clock, "now", lambda: opening.ends_at)
    assert statuses(client, url, [town.fina]) == {"fina": 404}


# Pages


def test_who_opens_the_pages_of_retention(town, client, monkeypatch):
    on(town)
    close(town)
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {
        "nobody": 302, "ana": 403, "bruno": 403, "celia": 403, "alba": 200, "fina": 200, "noe": 403,
    }  # fmt: skip
    assert statuses(client, "/cases/retention/", everyone) == table
    assert statuses(client, "/cases/retention/series/", everyone) == table | {"alba": 403}


def test_an_act_by_its_pages_and_as_a_paper(town, client, monkeypatch):
    fina = sign_in(client, town.fina)
    typed = {
        "agency": "casa-luz",
        "code": "casework-adults",
        "lawyer": "Lic. Sol",
        "rests_on": "O7",
    }
    assert fina.post("/cases/retention/series/", typed).status_code == 302
    again = fina.post("/cases/retention/series/", typed).content.decode()
    assert "switched on already" in again
    close(town)
    years_later(monkeypatch, 10)
    proposed = {"agency": "casa-luz", "code": "casework-adults"}
    page = fina.post("/cases/retention/", proposed, follow=True).content.decode()
    assert "Proposed: 1 files" in page
    assert "Nobody approves her own act" in page
    assert fina.post("/cases/retention/", proposed | {"agency": "norte"}).status_code == 404
    assert fina.post("/cases/retention/", proposed | {"code": "x"}).status_code == 302
    act = Disposal.objects.get()
    assert fina.get(f"/cases/retention/{act.pk}/act/").status_code == 302
    alba = sign_in(client, town.alba)
    page = alba.post(f"/cases/retention/{act.pk}/approve/", follow=True).content.decode()
    assert "Carried out under folio CASA-LUZ" in page
    paper = alba.get(f"/cases/retention/{act.pk}/act/")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert statuses(client, f"/cases/retention/{act.pk}/act/", [town.ana, town.celia]) == {
        "ana": 404, "celia": 404,
    }  # fmt: skip


def test_an_act_is_called_off_and_a_series_switched_off_on_the_page(town, client, monkeypatch):
    switch = on(town)
    close(town)
    years_later(monkeypatch, 10)
    act = actions.propose(by=town.alba, agency=town.casa_luz, code="casework-adults")
    fina = sign_in(client, town.fina)
    fina.post(f"/cases/retention/{act.pk}/off/")
    act.refresh_from_db()
    assert act.state == "called_off"
    fina.post(f"/cases/retention/series/{switch.pk}/off/")
    switch.refresh_from_db()
    assert switch.switched_off_by == town.fina
