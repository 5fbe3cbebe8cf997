"""Entries of the standard as we would record them. What is not kept is named, never dropped."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amparo.core import clock
from amparo.core.errors import BadInput
from amparo.directory.enums import Group, Weekday
from amparo.directory.hsds import proving
from amparo.directory.hsds.words import (
    AGES,
    ALL_DAYS,
    GROUP,
    LAST_MINUTE,
    MIDNIGHT,
    PESOS,
    REFERRALS,
    TEXTS,
)
from amparo.directory.models.location import as_texts
from amparo.directory.policies import MOST_PLACES, SHELTER
from amparo.taxonomy import codes, shipped
from amparo.taxonomy.form_fields import PlaceField
from amparo.taxonomy.models import Place

MEGABYTE = 1024 * 1024
MOST_BYTES, MOST_ENTRIES = 5 * MEGABYTE, 2000
OTHER = "OtherService"
# Words by which a house is known that its own taxonomy does not call a shelter.
HOUSES = (
    "shelter", "refugio", "albergue", "refuge", "alojamiento", "casa hogar", "safe house",
    "casa de medio camino", "hostel", "housing", "casa de acogida", "vivienda",
)  # fmt: skip
LONGEST = {"fees": 200, "name": 200, "alias": 200, "website": 200, "email": 254}
OLDEST, MOST_FREE, DEAREST = 120, 9999, 10**8
LONG = 4000
# Read below, or said elsewhere in the entry.
READ = {
    "id", "organization_id", "status", "organization", "phones", "schedules", "service_areas",
    "service_at_locations", "languages", "cost_options", "required_documents", "contacts",
    "capacities", "attributes", "assured_date", "last_modified", *AGES, *TEXTS.values(),
}  # fmt: skip


Find = Callable[[str], Place | None]


@dataclass
class Entry:
    """One service of a file: what it would become, or why it cannot."""

    number: int
    name: str
    pk: UUID | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    organisation: dict[str, str] = field(default_factory=dict)
    capacities: list[tuple[str, int, int | None, datetime]] = field(default_factory=list)
    assured_on: date | None = None
    wrong: list[str] = field(default_factory=list)
    # What the file says and the directory does not keep.
    left_out: list[str] = field(default_factory=list)


def read(content: bytes) -> list[Entry]:
    """Every entry of a file, whatever is wrong with some of them."""
    # Many entries lie in one place; its name is looked up once.
    find = cache(_find)
    return [_entry(number, held, find) for number, held in enumerate(_listed(content), start=1)]


def _listed(content: bytes) -> list[Any]:
    try:
        held = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise BadInput(
            _("This is not a JSON file, so nothing was read. Ask for the services as HSDS 3 JSON.")
        ) from None
    if b"\\u0000" in content or b"\0" in content:
        raise BadInput(_("There are signs in this file that no text holds, so nothing was read."))
    if isinstance(held, dict):
        held = next((held[name] for name in ("contents", "services") if name in held), [held])
    if not isinstance(held, list) or not held:
        raise BadInput(_("There is no list of services in this file, so nothing was read."))
    if len(held) > MOST_ENTRIES:
        raise BadInput(
            _("This file names %(count)s services; %(most)s are read at once. Cut it into parts.")
            % {"count": len(held), "most": MOST_ENTRIES}
        )
    return held


def _no_number(_name: str) -> None:
    raise ValueError


def _entry(number: int, held: Any, find: Find) -> Entry:
    name = held.get("name") if isinstance(held, dict) else ""
    entry = Entry(number, name if isinstance(name, str) else "")
    entry.wrong = proving.wrongs(held)
    if not entry.wrong:
        _fill(entry, held, find)
    return entry


def _fill(entry: Entry, held: dict[str, Any], find: Find) -> None:
    entry.pk = UUID(held["id"])
    entry.left_out += sorted(set(held) - READ)
    facts = {ours: held.get(theirs, "") for ours, theirs in TEXTS.items()}
    facts |= {"status": held["status"], "cost": _cost(entry, held), "documents": _documents(held)}
    facts |= _ages(entry, held) | _reached(entry, held) | _hours(entry, held) | _traits(entry, held)
    entry.facts = facts | _lies(entry, held, find)
    for ours, value in facts.items():
        if isinstance(value, str) and len(value) > LONGEST.get(ours, LONG):
            entry.wrong.append(_("%(field)s: this is too long.") % {"field": ours})
    if not _leads_somewhere(facts["website"]):
        entry.left_out.append("url")
        entry.facts["website"] = ""
    organisation = held.get("organization") or {}
    if not organisation.get("name"):
        entry.wrong.append(_("“organization” is missing: nobody would know whose service it is."))
    kept = ("name", "alternate_name", "email", "website")
    entry.organisation = {name: organisation.get(name, "") for name in kept}
    if len(entry.organisation["name"]) > 200:
        entry.wrong.append(_("%(field)s: this is too long.") % {"field": "organization/name"})
    if not _leads_somewhere(entry.organisation["website"]):
        entry.left_out.append("organization/website")
        entry.organisation["website"] = ""
    entry.left_out += [
        f"organization/{name}" for name in sorted(set(organisation) - {"id", "description", *kept})
    ]
    entry.assured_on = _day(held.get("assured_date", ""))
    entry.capacities = _capacities(entry, held)


def _leads_somewhere(address: str) -> bool:
    """An address of the web, or none. What else a browser would run is not taken."""
    return not address or (address.startswith(("https://", "http://")) and len(address) <= 200)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day <= clock.today() else None


def _ages(entry: Entry, held: dict[str, Any]) -> dict[str, int | None]:
    found = {name: None if held.get(name) is None else int(held[name]) for name in AGES}
    youngest, oldest = (found[name] for name in AGES)
    known = [age for age in (youngest, oldest) if age is not None]
    if known != sorted(known) or any(not 0 <= age <= OLDEST for age in known):
        entry.wrong.append(_("minimum_age, maximum_age: these two are no span of ages."))
    return found


def _cost(entry: Entry, held: dict[str, Any]) -> Decimal | None:
    options = held.get("cost_options", [])
    pesos = [
        each
        for each in options
        if each.get("currency", "").casefold() == PESOS and "amount" in each
    ]
    fits = all(0 <= each["amount"] < DEAREST for each in pesos)
    if len(options) > 1 or len(pesos) != len(options) or not fits:
        entry.left_out.append("cost_options")
        return None
    return round(Decimal(str(pesos[0]["amount"])), 2) if pesos else None


def _documents(held: dict[str, Any]) -> str:
    named = (each.get("document", "") for each in held.get("required_documents", []))
    return "\n".join(" ".join(each.split()) for each in named if each)


def _reached(entry: Entry, held: dict[str, Any]) -> dict[str, str]:
    """Telephones and the address of the office. A contact with a name is somebody: not kept."""
    found = {"phone": "", "referral_phone": "", "referral_email": ""}
    for phone in held.get("phones", []):
        kind = "referral_phone" if phone.get("description") == REFERRALS else "phone"
        if found[kind] or len(phone["number"]) > 60:
            entry.left_out.append("phones")
        else:
            found[kind] = phone["number"]
    for contact in held.get("contacts", []):
        office = contact.get("department") == REFERRALS and not contact.get("name")
        if office and contact.get("email") and not found["referral_email"]:
            found["referral_email"] = contact["email"]
        else:
            entry.left_out.append("contacts")
    return found


def _hours(entry: Entry, held: dict[str, Any]) -> dict[str, Any]:
    hours, day_and_night = [], False
    for days, opens, closes in _open(entry, held):
        if days == ALL_DAYS and (opens, closes) == (MIDNIGHT, LAST_MINUTE):
            day_and_night = True
        else:
            hours.append((days, opens, closes))
    return {"hours": hours, "day_and_night": day_and_night}


def _open(entry: Entry, held: dict[str, Any]) -> list[tuple[str, time | None, time | None]]:
    found = []
    for row in held.get("schedules", []):
        named = row.get("byday", "").split(",")
        days = ",".join(day for day in Weekday.values if day in named)
        opens, closes = _time(row.get("opens_at", "")), _time(row.get("closes_at", ""))
        if days and row.get("freq", "WEEKLY") == "WEEKLY":
            found.append((days, opens, closes))
        else:
            entry.left_out.append("schedules")
    return found


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def _traits(entry: Entry, held: dict[str, Any]) -> dict[str, list[str]]:
    needs, groups = [], []
    terms = [
        (each.get("link_type", ""), each.get("taxonomy_term") or {})
        for each in held.get("attributes", [])
    ]
    for kind, term in terms:
        code, name = term.get("code", ""), term.get("name", "")
        if kind == GROUP and code in Group.values:
            groups.append(code)
        elif need := _code("service", code, name):
            needs.append(need)
        else:
            entry.left_out.append(f"attributes: {name or code or kind}")
    said = [held.get(name, "") for name in ("name", "alternate_name", "description")]
    said += [term.get("name", "") for _kind, term in terms]
    text = shipped.words(" ".join(said))
    if SHELTER not in needs and any(house in text for house in HOUSES):
        needs.append(SHELTER)
    languages = []
    for each in held.get("languages", []):
        code = _code("language", each.get("code", ""), each.get("name", ""))
        if code:
            languages.append(code)
        else:
            entry.left_out.append(f"languages: {each.get('name') or each.get('code', '')}")
    return {"needs": needs or [OTHER], "groups": groups, "languages": languages}


def _code(list_name: str, code: str, name: str) -> str | None:
    known = codes.codes(list_name)
    if code in known:
        return code
    found = codes.canonical(list_name, name) or codes.canonical(list_name, code)
    return found if found in known else None


def _lies(entry: Entry, held: dict[str, Any], find: Find) -> dict[str, Any]:
    """Its first place and those beside it, each with its own point, address and hours."""
    given = [each for each in held.get("service_at_locations", []) if "location" in each]
    areas = [each.get("name", "") for each in held.get("service_areas", [])]
    facts = _at(entry, given[0]["location"] if given else {}, areas, find)
    further = []
    for each in given[1:]:
        at = _at(entry, each["location"], [], find)
        hours = _open(entry, each) or _open(entry, each["location"])
        further.append(at | {"hours": as_texts(hours)})
    if given[:1] and (given[0].get("schedules") or given[0]["location"].get("schedules")):
        # Of the first place the hours of the service hold.
        entry.left_out.append("service_at_locations/schedules")
    if facts["place"] is None:
        entry.wrong.append(
            _(
                "service_areas: no municipality, state or country that is known here. Name it in "
                "full, such as “Puerto Vallarta, Jalisco, México”."
            )
        )
    if any(each["place"] is None for each in further):
        entry.wrong.append(
            _(
                "service_at_locations: one of the places lies in no municipality that is known "
                "here. Name it in its address."
            )
        )
    if len(further) > MOST_PLACES:
        entry.wrong.append(_("service_at_locations: too many places. Make several services of it."))
    codes_ = [{**each, "place": each["place"].pk} for each in further if each["place"]]
    return facts | ({"elsewhere": [{"id": str(uuid4()), **each} for each in codes_]})


def _at(entry: Entry, location: dict[str, Any], areas: list[str], find: Find) -> dict[str, Any]:
    facts: dict[str, Any] = {"street": "", "postal_code": "", "latitude": None, "longitude": None}
    areas = list(areas)
    point = (location.get("latitude"), location.get("longitude"))
    if None not in point and abs(point[0]) <= 90 and abs(point[1]) <= 180:
        facts |= {"latitude": float(point[0]), "longitude": float(point[1])}
    elif point != (None, None):
        entry.left_out.append("latitude, longitude")
    addresses = location.get("addresses", [])
    if len(addresses) > 1:
        entry.left_out.append("addresses")
    for address in addresses[:1]:
        facts |= {
            "street": ", ".join(
                address[name] for name in ("address_1", "address_2") if address.get(name)
            )[:200],
            "postal_code": address["postal_code"][:10],
        }
        areas += [f"{address['city']}, {address['state_province']}", address["city"],
                  address["state_province"]]  # fmt: skip
    facts["place"] = next((found for name in areas if (found := find(name))), None)
    return facts


def _find(name: str) -> Place | None:
    try:
        return PlaceField().clean(name)
    except ValidationError:
        return None


def _capacities(entry: Entry, held: dict[str, Any]) -> list[tuple[str, int, int | None, datetime]]:
    found = []
    for each in held.get("capacities", []):
        group, said_at = each.get("description", ""), datetime.fromisoformat(each["updated"])
        most = each.get("maximum")
        sound = 0 <= each["available"] <= (MOST_FREE if most is None else min(most, MOST_FREE))
        if group in Group.values and sound and said_at.tzinfo and said_at <= clock.now():
            most = None if most is None else min(int(most), MOST_FREE)
            found.append((group, int(each["available"]), most, said_at))
        else:
            entry.left_out.append("capacities")
    return found
