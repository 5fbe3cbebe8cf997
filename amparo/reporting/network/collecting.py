"""What joins organisations on a day, from the rooms that keep it. No person is read.

Flows of referrals are counted, of finished years alone, and printed by the 10-5 rule: one under ten
is not there. No two windows overlap and no total stands beside, so nothing can be subtracted.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from conteo.disclosure.counts import show
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from amparo.agreements.models import DataClause, Party
from amparo.committees.models import Seat
from amparo.organisations.models import Organisation
from amparo.projects.models import Project
from amparo.referrals.models import Referral
from amparo.reporting.network.enums import TieKind
from amparo.reporting.network.measures import Body, Network, NotABody, Tie, build

Collector = Callable[[date], list[Tie]]
# An address is made once and told apart by its key: thousands of them would take seconds.
NOBODY = str(UUID(int=0))


def network(*, on: date, level: str = "", sector: str = "", kinds: Collection[str] = ()) -> Network:
    """The network as it stood on a day. No kind named: all of them."""
    rows = Organisation.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    if level:
        rows = rows.filter(level=level)
    if sector:
        rows = rows.filter(sector=sector)
    ties = [
        tie for kind, collect in COLLECTORS.items() if not kinds or kind in kinds
        for tie in collect(on)
    ]  # fmt: skip
    return build([body(row) for row in rows], ties)


def body(organisation: Organisation) -> Body:
    if not isinstance(organisation, Organisation):
        raise NotABody(type(organisation).__name__)
    return Body(
        str(organisation.pk),
        str(organisation),
        organisation.name,
        organisation.sector,
        organisation.level,
        organisation.get_absolute_url(),
    )


def _signed(on: date) -> list[Tie]:
    """Agreements in force, by what is surely so: signed by then, and not over before."""
    rows = Party.objects.filter(agreement__signed_low__lte=on)
    rows = rows.filter(
        Q(agreement__starts_high__isnull=True) | Q(agreement__starts_high__lte=on),
        Q(agreement__ends_low__isnull=True) | Q(agreement__ends_low__gte=on),
        Q(agreement__ended_on__isnull=True) | Q(agreement__ended_on__gt=on),
    )
    held: dict = {}
    for row in rows.values_list("agreement_id", "agreement__title", "organisation_id"):
        held.setdefault(row[:2], []).append(str(row[2]))
    lead = reverse("agreements:agreement", args=[NOBODY])
    return [
        Tie(f"agreement {key}", TieKind.SIGNS.value, title, tuple(joins),
            lead.replace(NOBODY, str(key)))
        for (key, title), joins in held.items()
    ]  # fmt: skip


def _sits(on: date) -> list[Tie]:
    rows = Seat.objects.filter(starts_low__lte=on)
    rows = rows.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        Q(committee__ended_on__isnull=True) | Q(committee__ended_on__gt=on),
    )
    held: dict = {}
    for row in rows.values_list("committee_id", "committee__name", "organisation_id"):
        held.setdefault(row[:2], []).append(str(row[2]))
    lead = reverse("committees:committee", args=[NOBODY])
    return [
        Tie(f"committee {key}", TieKind.SITS.value, name, tuple(joins),
            lead.replace(NOBODY, str(key)))
        for (key, name), joins in held.items()
    ]  # fmt: skip


def _shares(on: date) -> list[Tie]:
    rows = DataClause.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__date__gt=on),
        confirmed_at__date__lte=on, starts_on__lte=on, ends_on__gte=on,
    ).select_related("agreement")  # fmt: skip
    held = {
        (row.giver_id, row.receiver_id): row.agreement for row in rows.order_by("starts_on", "pk")
    }
    return [
        Tie(f"clause {giver} {receiver}", TieKind.SHARES.value, agreement.title,
            (str(giver), str(receiver)), agreement.get_absolute_url())
        for (giver, receiver), agreement in held.items()
    ]  # fmt: skip


def _refers(on: date) -> list[Tie]:
    """Referrals of the last finished year up to the day: from an agency to an organisation."""
    year = on.year if (on.month, on.day) == (12, 31) else on.year - 1
    rows = Referral.objects.filter(sent_at__year=year, agency__organisation__isnull=False)
    flows = rows.values_list("agency__organisation", "organisation").annotate(
        number=Count("case", distinct=True)
    )
    return drawn(year, flows)


def drawn(year: int, flows: Iterable[tuple[Any, Any, int]]) -> list[Tie]:
    """The flows that may be seen, each with its printed number; the others are not there."""
    return [
        Tie(f"flow {giver} {receiver}", TieKind.REFERS.value, str(year),
            (str(giver), str(receiver)), weight=printed)
        for giver, receiver, number in flows
        if (printed := show(number).value) is not None
    ]  # fmt: skip


def _funds(on: date) -> list[Tie]:
    """From each donor of a project that runs to each organisation of an agency that works in it.

    A tie for each pair, however many projects: two donors are not joined by one, nor two who carry
    it out. Which project it is opens to few, so neither its name nor its page stands here.
    """
    running = Project.objects.filter(starts_on__lte=on, ends_on__gte=on)
    rows = running.filter(donors__isnull=False, agencies__organisation__isnull=False)
    held = rows.order_by().values_list("donors", "agencies__organisation").distinct()
    return [
        Tie(f"project {donor} {carrier}", TieKind.FUNDS.value, _("a project that runs"),
            (str(donor), str(carrier)))
        for donor, carrier in held
        if donor != carrier
    ]  # fmt: skip


COLLECTORS: dict[str, Collector] = {
    TieKind.SIGNS: _signed,
    TieKind.SITS: _sits,
    TieKind.SHARES: _shares,
    TieKind.FUNDS: _funds,
    TieKind.REFERS: _refers,
}

# What no room keeps yet: the page says so, and offers it to nobody.
UNFED = [kind for kind in TieKind if kind not in COLLECTORS]


def first_year(today: date) -> int:
    """The year of the earliest tie that is written down."""
    known = [
        Party.objects.exclude(agreement__signed_low=None)
        .order_by("agreement__signed_low").values_list("agreement__signed_low", flat=True).first(),
        Seat.objects.order_by("starts_low").values_list("starts_low", flat=True).first(),
        Project.objects.order_by("starts_on").values_list("starts_on", flat=True).first(),
    ]  # fmt: skip
    return min([each.year for each in known if each] + [today.year])
