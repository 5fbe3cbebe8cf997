"""Which service, whom one asks for it, and which comes next."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from amparo.cases.models import Case
from amparo.cases.queries import ages
from amparo.directory import access as directory
from amparo.directory.enums import Group
from amparo.directory.models import Service
from amparo.directory.queries import service as services
from amparo.organisations.models import Organisation
from amparo.people.keeping import GROWN_UP
from amparo.referrals.enums import LIVE, ReferralState
from amparo.referrals.models import Referral

NEXT = 3
WHOM = {
    "Feminine": (Group.GIRLS, Group.WOMEN),
    "TransgenderFeminine": (Group.GIRLS, Group.WOMEN),
    "Masculine": (Group.BOYS, Group.MEN),
    "TransgenderMasculine": (Group.BOYS, Group.MEN),
}


def for_her(case: Case, *, on: date) -> dict[str, Any]:
    """What is known of her that a service asks for. Nothing of it leaves the page."""
    person = case.person
    years = ages.age(person, on=on)
    asked: dict[str, Any] = {"language": person.languages[0] if person.languages else ""}
    if years is not None and years[0] == years[1]:
        asked["age"] = years[0]
    if person.gender in WHOM and years is not None:
        young, grown = WHOM[person.gender]
        asked["group"] = (young if years[0] < GROWN_UP else grown).value
    return asked


def whom_to_ask(service: Service) -> Organisation | None:
    """The organisation that offers it; of a sealed one, the agency through which one asks."""
    if service.is_sealed:
        return Organisation.objects.filter(agency=service.agency_id).first()
    return service.organisation


def kept(asked: dict[str, Any]) -> dict[str, Any]:
    """By what somebody looked, as it is kept beside the referral."""
    held = {name: value for name, value in asked.items() if value not in (None, "", False)}
    place = held.pop("place", None)
    return held | ({"place": place.pk} if place is not None else {})


def asked_again(looked_for: dict[str, Any]) -> dict[str, Any]:
    asked = dict(looked_for)
    if "place" in asked:
        asked["place"] = services.place_of(asked["place"])
    return asked


def on_its_way(case: Case, service: Service | None, organisation: Organisation | None) -> bool:
    """To the same service; where none is meant, to the same organisation without one."""
    same: dict[str, Any] = {"service": service}
    if service is None:
        same = {"service__isnull": True, "organisation": organisation}
    drafted = (ReferralState.DRAFTED, *LIVE)
    return Referral.objects.filter(case=case, state__in=drafted, **same).exists()


def come_next(member: Any, referral: Referral, *, now: datetime) -> list[Service]:
    """The next services found by what this one was found by, but those that she was sent to, and
    those of an organisation that she was sent to as a whole."""
    tried = Referral.objects.filter(case=referral.case).exclude(state=ReferralState.CLOSED)
    whole = tried.filter(service__isnull=True)
    tried = tried.filter(service__isnull=False)
    visible: QuerySet[Service] = directory.visible_services(member)
    # Where nothing was looked for, what she needs is what is looked for now.
    asked = asked_again(referral.looked_for or kept({"need": referral.need}))
    found = services.found(visible, now=now, **asked)
    found = found.exclude(pk__in=tried.values("service")).exclude(
        agency=referral.agency, tier="sealed"
    )
    found = found.exclude(organisation__in=whole.values("organisation"))
    return services.of(visible, services.in_order(found)[:NEXT])
