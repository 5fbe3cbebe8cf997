"""What a member needs to know when the day begins, room by room. Counts and labels, no names.

Each section is asked only of who may open the page that it leads to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.agreements import access as agreements_open
from amparo.agreements.models import DataClause, Deliverable
from amparo.agreements.queries import agreements, deliverables
from amparo.assistance.access import shelter as houses
from amparo.assistance.enums.shelter import Group
from amparo.assistance.queries import shelter as beds
from amparo.cases import access as cases_open
from amparo.cases.queries import documents, due
from amparo.committees import access as committees_open
from amparo.committees.queries import commitments
from amparo.core import clock
from amparo.directory.queries import free
from amparo.people.queries import contact
from amparo.referrals.access import referral as referrals_open
from amparo.referrals.access import transfer as transfer_access
from amparo.referrals.enums import ReferralState
from amparo.referrals.models import Transfer
from amparo.referrals.queries import transfer as transfers
from amparo.referrals.queries.referrals import A_DAY, TWO_DAYS
from amparo.site.backups import making
from amparo.taxonomy import vague

SHOWN = 8
SOON = timedelta(days=7)
A_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Entry:
    """One line: what it is, where it is done, how it stands."""

    text: str
    url: str = ""
    badges: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; `more` leads to all of it."""

    code: str
    title: str
    summary: str
    entries: list[Entry]
    url: str = ""


def sections(member: Member) -> list[Section]:
    today = clock.today()
    found = [rule(member, today) for rule in RULES]
    return [section for section in found if section is not None]


def _due(member: Member, today: date) -> Section | None:
    """Hers today and overdue, and beside each whether she may be contacted now."""
    if not member.may(Permission.OPEN_CASES):
        return None
    dates = due.due(cases_open.visible_cases(member), member=member, on=today)
    held = due.by_case(dates)
    late = sum(each.is_overdue for each in dates)
    summary = ngettext(
        "%(number)s thing is due, %(late)s of it overdue.",
        "%(number)s things are due, %(late)s of them overdue.",
        len(dates),
    ) % {"number": len(dates), "late": late}
    entries = [_entry(line, dates) for line, dates in held[:SHOWN]]
    title = _("Yours today")
    return Section("due", title, summary if dates else _("Nothing is due."), entries,
                   reverse("cases:due"))  # fmt: skip


def _entry(line: due.Line, dates: list[due.DueDate]) -> Entry:
    case, first = line.case, dates[0]
    words = f"{line.label or case.shown_number}: {first.what}"
    if len(dates) > 1:
        words = _("%(first)s, and %(more)s more") % {"first": words, "more": len(dates) - 1}
    badges = []
    if case.immediate_danger == "yes":
        badges.append(("urgent", _("In danger")))
    if first.is_overdue:
        badges.append(("urgent", _("Overdue")))
    if not contact.ways_now(case.person):
        badges.append(("stopped", _("Do not contact now")))
    return Entry(words, first.url, badges)


def _referrals(member: Member, today: date) -> Section | None:
    """Those of her cases that wait for an answer: for a day and more, marked; for two, urgent."""
    if not member.may(Permission.OPEN_CASES):
        return None
    now = clock.now()
    rows = referrals_open.sent(member).filter(state=ReferralState.SENT)
    number = rows.count()
    if not number:
        return None
    oldest = rows.select_related("organisation", "service").order_by("sent_at", "pk")[:SHOWN]
    entries = [
        Entry(each.to_words, each.get_absolute_url(), _waited(now - each.sent_at))
        for each in oldest
    ]
    summary = ngettext(
        "%(number)s referral waits for an answer.", "%(number)s referrals wait for an answer.",
        number,
    ) % {"number": number}  # fmt: skip
    return Section("referrals", _("Referrals"), summary, entries, reverse("referrals:sent"))


def _transfers(member: Member, today: date) -> Section | None:
    """Transfers of cases that wait for her: to be confirmed here, or taken from another agency."""
    found = transfers.waits_for(member)
    if not found:
        return None
    now = clock.now()
    entries = [
        Entry(
            _which(member, each),
            reverse("referrals:transfer_one", args=[each.pk]),
            _waited(now - (each.confirmed_at or each.proposed_at)),
        )
        for each in found[:SHOWN]
    ]
    summary = ngettext(
        "%(number)s transfer waits for you.", "%(number)s transfers wait for you.", len(found)
    ) % {"number": len(found)}
    url = reverse("referrals:transfers")
    return Section("transfers", _("Transfers of cases"), summary, entries, url)


def _which(member: Member, held: Transfer) -> str:
    if held.confirmed_at:
        return held.from_agency.name
    return held.case.shown_number if transfer_access.reads(member, held) else held.to_agency.name


def _waited(time: timedelta) -> list[tuple[str, str]]:
    if time >= TWO_DAYS:
        return [("urgent", _("two days and more"))]
    return [("waiting", _("a day and more"))] if time >= A_DAY else []


def _expiring(member: Member, today: date) -> Section | None:
    """Papers of her own cases that expire within a month: by the number of the case alone."""
    if not member.may(Permission.OPEN_CASES):
        return None
    rows = documents.expiring(cases_open.visible_cases(member), member=member, on=today)
    number = rows.count()
    if not number:
        return None
    entries = [
        Entry(
            _("%(case)s: valid until %(day)s")
            % {"case": each.case.shown_number, "day": vague.display(each.valid_until)},
            each.case.get_absolute_url(),
        )
        for each in rows[:SHOWN]
    ]
    summary = ngettext(
        "%(number)s paper of your cases expires within 30 days.",
        "%(number)s papers of your cases expire within 30 days.",
        number,
    ) % {"number": number}
    return Section("expiring", _("Papers that expire"), summary, entries)


def _beds(member: Member, today: date) -> Section | None:
    """Free beds of her agency by group, with their age; of houses in which she works or keeps."""
    if not houses.kept(member).exists() and not houses.worked_in(member).exists():
        return None
    found = beds.capacity(member.agency)
    if not found:
        return None
    now = clock.now()
    entries = [
        Entry(
            f"{Group(row.group).label}: "
            + (str(row.free) if free.holds(row.said_at, now) else _("not known")),
            "",
            [] if free.holds(row.said_at, now) else [("waiting", _("older than 48 hours"))],
        )
        for row in found
    ]
    words = _("Free tonight, group by group. One bed may be free for several.")
    return Section("beds", _("Beds"), words, entries, reverse("shelter:shelters"))


def _promises(member: Member, today: date) -> Section | None:
    """Commitments and deliverables that are late or due within a week: all of them for who keeps
    them, for others what their own organisation owes."""
    rows = commitments.board(committees_open.visible_commitments(member))
    owed = deliverables.board(agreements_open.visible_agreements(member), on=today)
    rows, owed = rows.filter(due_on__lte=today + SOON), owed.filter(due_high__lte=today + SOON)
    if not member.may(Permission.KEEP_COMMITTEES):
        rows = rows.filter(owner__agency=member.agency_id)
    if not member.may(Permission.KEEP_AGREEMENTS):
        owed = owed.filter(owner__agency=member.agency_id)
    lines = [
        (each.due_on, str(each.owner), each.text, each.get_absolute_url()) for each in rows[:SHOWN]
    ]
    lines += [
        (each.due_high, str(each.owner), each.title, _deliverable(each)) for each in owed[:SHOWN]
    ]
    if not lines:
        return None
    lines.sort()
    entries = [
        Entry(
            f"{owner}: {words}",
            url,
            [("urgent", _("Overdue"))] if day < today else [],
        )
        for day, owner, words, url in lines[:SHOWN]
    ]
    number = rows.count() + owed.count()
    summary = ngettext(
        "%(number)s promise is late or due within a week.",
        "%(number)s promises are late or due within a week.",
        number,
    ) % {"number": number}
    return Section("promises", _("Promised"), summary, entries, reverse("committees:commitments"))


def _deliverable(each: Deliverable) -> str:
    return reverse("agreements:deliverable", args=[each.agreement_id, each.pk])


def _papers(member: Member, today: date) -> Section | None:
    """Agreements that run out within 90 days, and data-sharing clauses within 30."""
    entries: list[Entry] = []
    if member.may(Permission.KEEP_AGREEMENTS):
        ending = agreements.expiring(agreements_open.visible_agreements(member), on=today)
        entries += [
            Entry(
                _("%(title)s ends %(day)s")
                % {"title": each.title, "day": vague.display(each.ends)},
                each.get_absolute_url(),
            )
            for each in ending[:SHOWN]
        ]
    if member.may(Permission.SET_DUTIES) or member.may(Permission.KEEP_AGREEMENTS):
        entries += [
            Entry(
                _("%(block)s from %(giver)s to %(receiver)s may cross until %(day)s")
                % {
                    "block": each.get_block_display(),
                    "giver": each.giver,
                    "receiver": each.receiver,
                    "day": f"{each.ends_on:%d/%m/%Y}",
                },
                each.agreement.get_absolute_url(),
            )
            for each in _ending_clauses(today)[:SHOWN]
        ]
    if not entries:
        return None
    words = _("Renew them in time: nothing crosses by a clause that ran out.")
    return Section("papers", _("Runs out soon"), words, entries, reverse("agreements:agreements"))


def _ending_clauses(today: date) -> QuerySet[DataClause]:
    rows = DataClause.objects.filter(
        Q(ended_at__isnull=True), confirmed_at__isnull=False,
        ends_on__gte=today, ends_on__lte=today + A_MONTH,
    )  # fmt: skip
    return rows.select_related("giver", "receiver", "agreement").order_by("ends_on", "pk")


def _committees(member: Member, today: date) -> Section | None:
    """Those that she keeps, and those that her organisation chairs or serves as secretary."""
    found = committees_open.led(member, on=today)[:SHOWN]
    entries = [
        Entry(
            _("%(committee)s: one page to print (PDF)") % {"committee": each.name},
            reverse("reporting:committee_page", args=[each.pk]),
        )
        for each in found
    ]
    if not entries:
        return None
    words = _("What each does, on one page for its next session.")
    return Section("committees", _("Committees"), words, entries,
                   reverse("committees:committees"))  # fmt: skip


def _backup(member: Member, today: date) -> Section | None:
    if settings.DEMONSTRATION or not member.may(Permission.MANAGE_MEMBERS):
        return None
    age = making.age_of_newest()
    hours = int(age / timedelta(hours=1)) if age else 0
    if age is None:
        words = _("No backup is to be seen. Ask whoever keeps the machine today.")
    else:
        words = ngettext(
            "The newest is %(number)s hour old.", "The newest is %(number)s hours old.", hours
        ) % {"number": hours}
    badges = [("urgent", _("Too old"))] if making.is_late() else []
    return Section("backup", _("Backup"), "", [Entry(words, "", badges)])


RULES = (
    _due, _referrals, _transfers, _expiring, _beds, _promises, _papers, _committees, _backup,
)  # fmt: skip


def pressing(found: Iterable[Section]) -> int:
    """How many lines are marked urgent, over all sections."""
    return sum(
        any(tone == "urgent" for tone, _words in entry.badges)
        for section in found
        for entry in section.entries
    )
