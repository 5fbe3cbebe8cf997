"""Series switched on and given to files; acts of disposal, which take two; blocked files opened."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency
from amparo.cases import notify, retention
from amparo.cases.enums.retention import AtEnd, DisposalState
from amparo.cases.models import (
    BlockedOpening,
    Case,
    Disposal,
    DisposedFile,
    FileSeries,
    SeriesSwitch,
)
from amparo.cases.models.retention import LASTS
from amparo.cases.policies import retention as policies
from amparo.cases.queries import retention as queries
from amparo.core import clock, jobs
from amparo.core.decisions import Decision
from amparo.people import actions as people
from amparo.people import keeping
from amparo.people import policies as people_policies
from amparo.people.actions import keeping as people_keeping
from amparo.people.enums import CountedFrom, Ground
from amparo.people.models import Erasure
from amparo.people.queries.keeping import end_of, ends_of, is_held, must_stay, waiting_erasure

BATCH = 500


@transaction.atomic
def switch_series_on(
    *, by: Any, agency: Agency, code: str, lawyer: str, rests_on: str
) -> SeriesSwitch:
    """Keep that the lawyer of an agency says its files are kept by this series, from today."""
    held = Agency.objects.select_for_update().get(pk=agency.pk)
    series = retention.every()[code]
    policies.can_switch_on(
        held, series, by=by, is_on=code in queries.switches_on(held),
        lawyer=lawyer, rests_on=rests_on,
    ).or_refuse()  # fmt: skip
    switch = SeriesSwitch.objects.create(
        agency=held,
        code=series.code,
        version=series.version,
        lawyer=lawyer,
        rests_on=rests_on,
        switched_on=clock.today(),
        recorded_by=by,
    )
    detail = {"series": code, "version": series.version, "agency": held.code}
    audit.record("series_switched_on", by=by, about=switch, detail=detail)
    _give_anew(held, by=by)
    return switch


@transaction.atomic
def switch_series_off(*, by: Any, switch: SeriesSwitch) -> SeriesSwitch:
    """Keep that a series holds no longer. Its files are kept by another, or by the period."""
    held = SeriesSwitch.objects.select_for_update(of=("self",)).get(pk=switch.pk)
    policies.can_switch_off(held, by=by).or_refuse()
    held.switched_off_on, held.switched_off_by = clock.today(), by
    held.save(update_fields=["switched_off_on", "switched_off_by"])
    detail = {"series": held.code, "version": held.version, "agency": held.agency.code}
    audit.record("series_switched_off", by=by, about=held, detail=detail)
    _give_anew(held.agency, by=by)
    return held


def _give_anew(agency: Agency, *, by: Any) -> None:
    """As many at once as a page may take; the worker gives the others theirs."""
    queries.of_agency(agency).delete()
    are_more = queries.without_series(agency).count() > BATCH
    give_series(by=by, agency=agency, most=BATCH)
    if are_more:
        transaction.on_commit(lambda: jobs.perform.enqueue(name="keep_by_series"))


# Giving files their series


@transaction.atomic
def give_series(*, by: Any, agency: Agency, most: int | None = None) -> int:
    """Give each closed file that has none its series, and its day: all, or the first so many. Says
    how many were given theirs."""
    on = queries.series_on(agency, on=clock.today())
    codes = {series.code: series.version for series in on}
    stale = queries.of_agency(agency)
    for code, version in codes.items():
        stale = stale.exclude(code=code, version=version)
    stale.delete()
    given = 0
    for lot in _lots(queries.without_series(agency)[:most]) if on else ():
        given += len(FileSeries.objects.bulk_create(_rows(lot, on)))
    if given:
        audit.record("series_given", by=by, about=agency, detail={"files": given})
    return given


def give_to(case: Case, *, by: Any) -> None:
    """The same for one file that was just closed."""
    take_from(case)
    rows = _rows([case], queries.series_on(case.agency, on=clock.today()))
    for row in rows:
        row.save(force_insert=True)
        audit.record("series_given", by=by, about=case, detail={"series": row.code})


def take_from(case: Case) -> None:
    """A file that is taken up again is kept while it is open."""
    FileSeries.objects.filter(case=case).delete()


def _lots(cases: Any) -> Iterator[list[Case]]:
    found = iter(list(cases))
    while lot := list(islice(found, BATCH)):
        yield lot


def _rows(cases: list[Case], on: list[retention.Series]) -> list[FileSeries]:
    ids = [case.person_id for case in cases]
    ages = {pk: _was_minor(end) for pk, end in ends_of(ids, dict.fromkeys(ids, 1))}
    chosen = {case.pk: retention.of_file(on, minor=ages.get(case.person_id)) for case in cases}
    rows = []
    for series in on:
        rows += _rows_of(series, [case for case in cases if chosen[case.pk] is series])
    return rows


def _rows_of(series: retention.Series, files: list[Case]) -> Iterator[FileSeries]:
    """Asked about all of them together: one by one, twenty thousand files would take minutes."""
    ids = {case.person_id for case in files}
    ends = dict(ends_of(list(ids), dict.fromkeys(ids, series.years)))
    for case in files:
        yield FileSeries(
            case=case,
            code=series.code,
            version=series.version,
            years=series.years,
            at_end=series.at_end,
            ends_on=ends[case.person_id].ends_on,
        )


def _was_minor(end: Any) -> bool | None:
    if not end.age_is_known:
        return None
    return end.counted_from == CountedFrom.GROWN_UP


@transaction.atomic
def look_again(*, agency: Agency, today: date) -> None:
    """Days that moved since, because somebody was still in touch with her."""
    soon = queries.of_agency(agency).filter(ends_on__lte=today + keeping.AHEAD)
    for row in soon.select_related("case__person"):
        [(_pk, end)] = ends_of([row.case.person_id], {row.case.person_id: row.years})
        if end.ends_on != row.ends_on:
            row.ends_on = end.ends_on
            row.save(update_fields=["ends_on"])


@transaction.atomic
def keep_up(*, by: Any, agency: Agency) -> dict[str, int]:
    """What the clock does each day. It disposes of nothing."""
    today = clock.today()
    given = give_series(by=by, agency=agency)
    look_again(agency=agency, today=today)
    people_keeping.list_ends(by=by, agency=agency, today=today)
    warned = people_keeping.warn(by=by, agency=agency, today=today)
    if warned:
        transaction.on_commit(lambda: notify.files_end(agency.pk))
    return {"given": given, "warned": warned}


# Acts of disposal


@transaction.atomic
def propose(*, by: Any, agency: Agency, code: str) -> Disposal:
    """Ask that the ended files of a series be disposed of. Nothing changes before another's yes."""
    held = Agency.objects.select_for_update().get(pk=agency.pk)
    series = retention.every()[code]
    rows = [row for row in _ended(held, code) if _may_go(row.case, row.at_end)]
    waits = Disposal.objects.filter(agency=held, code=code, state=DisposalState.ASKED).exists()
    policies.can_propose(held, by=by, waiting=waits, files=len(rows)).or_refuse()
    disposal = Disposal.objects.create(
        agency=held,
        code=code,
        version=series.version,
        at_end=series.at_end,
        asked_files=len(rows),
        asked_by=by,
        asked_at=clock.now(),
    )
    asked: dict[Any, Erasure] = {}
    for row in rows:
        person = row.case.person
        if series.at_end == AtEnd.ERASE and person.pk not in asked:
            asked[person.pk] = people.ask_erasure(by=by, person=person, ground=Ground.PERIOD_ENDED)
        erasure = asked.get(person.pk)
        DisposedFile.objects.create(
            disposal=disposal, case=row.case, erasure_id=erasure.pk if erasure else None
        )
    detail = {"series": code, "files": len(rows)}
    audit.record("disposal_asked", by=by, about=disposal, detail=detail)
    return disposal


def _ended(agency: Agency, code: str) -> list[FileSeries]:
    return list(queries.ended(agency, code, today=clock.today())[: queries.MOST])


def _may_go(case: Case, at_end: str) -> Decision:
    """Asked of the records themselves, whatever a list said this morning."""
    end = end_of(case.person)
    may = policies.may_go(
        held=is_held(case.person_id),
        has_ended=end is not None and end.ends_on < clock.today(),
        is_open=case.is_open or end is None,
    )
    if may and at_end == AtEnd.ERASE:
        return policies.may_be_erased(
            must_stay=must_stay(case.person_id), asked=waiting_erasure(case.person_id) is not None
        )
    return may


@transaction.atomic
def call_off(*, by: Any, disposal: Disposal) -> Disposal:
    """Call an act off. Every file stays as it is."""
    held = _locked(disposal)
    policies.can_call_off(held, by=by).or_refuse()
    for file in held.about.all():
        _call_off_erasure(file, by=by)
    _answer(held, DisposalState.CALLED_OFF, by)
    audit.record("disposal_called_off", by=by, about=held, detail={"series": held.code})
    return held


@transaction.atomic
def approve(*, by: Any, disposal: Disposal) -> Disposal:
    """Say yes to what another proposed: erased through the one door of erasures, or blocked.

    Each file is asked about anew. Whatever may not go today is kept back, and the act says so.
    """
    Agency.objects.select_for_update().get(pk=disposal.agency_id)
    held = _locked(disposal)
    policies.can_approve(held, by=by).or_refuse()
    gone = 0
    for file in held.about.select_related("case__person__agency", "case__agency"):
        went = _erase(file, by=by) if held.at_end == AtEnd.ERASE else _block(file, held, by=by)
        gone += went
    held.files, held.kept_back = gone, held.asked_files - gone
    held.year = clock.today().year
    held.number = queries.last_number(held.agency, held.year) + 1
    _answer(held, DisposalState.DONE, by)
    detail = {"series": held.code, "files": gone, "kept_back": held.kept_back, "folio": held.folio}
    audit.record("disposal_done", by=by, about=held, detail=detail)
    return held


def _erase(file: DisposedFile, *, by: Any) -> bool:
    """By the door of every erasure, with its register. A second file went with the first."""
    if not Case.objects.filter(pk=file.case_id).exists():
        return True
    erasure = Erasure.objects.select_related("agency", "asked_by").get(pk=file.erasure_id)
    end = end_of(file.case.person)
    has_ended = end is not None and end.ends_on < clock.today()
    held, stays = is_held(file.case.person_id), must_stay(file.case.person_id)
    if not people_policies.can_erase(
        erasure, by=by, held=held, has_ended=has_ended, must_stay=stays
    ):
        _call_off_erasure(file, by=by)
        return False
    people.erase(by=by, erasure=erasure)
    return True


def _block(file: DisposedFile, disposal: Disposal, *, by: Any) -> bool:
    case = Case.objects.select_related("person__agency").select_for_update(of=("self",))
    held = case.get(pk=file.case_id)
    if not _may_go(held, disposal.at_end):
        return False
    held.disposal = disposal
    held.save(update_fields=["disposal"])
    audit.record("case_blocked", by=by, about=held, detail={"series": disposal.code})
    return True


def _call_off_erasure(file: DisposedFile, *, by: Any) -> None:
    waiting = Erasure.objects.filter(pk=file.erasure_id, state="asked").first()
    if waiting is not None:
        people.call_off_erasure(by=by, erasure=waiting)


def _locked(disposal: Disposal) -> Disposal:
    rows = Disposal.objects.select_related("agency", "asked_by").select_for_update(of=("self",))
    return rows.get(pk=disposal.pk)


def _answer(disposal: Disposal, state: DisposalState, by: Any) -> None:
    disposal.state, disposal.answered_by, disposal.answered_at = state, by, clock.now()
    disposal.save(
        update_fields=[
            "state", "answered_by", "answered_at", "files", "kept_back", "year", "number",
        ]
    )  # fmt: skip
    disposal.about.all().delete()


# Blocked files


@transaction.atomic
def open_blocked(*, by: Any, case: Case, reason: str) -> BlockedOpening:
    """Open a blocked file for an hour, by a request that stays with it."""
    held = Case.objects.select_related("agency").select_for_update(of=("self",)).get(pk=case.pk)
    policies.can_open_blocked(
        held.agency, by=by, is_blocked=held.disposal_id is not None, reason=reason
    ).or_refuse()
    now = clock.now()
    opening = BlockedOpening(
        case=held, member=by, reason=reason, opened_at=now, ends_at=now + LASTS
    )
    opening.save(force_insert=True)
    audit.record("blocked_file_opened", by=by, about=held, fields=["reason"])
    return opening
