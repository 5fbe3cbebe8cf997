"""May the directory be changed, and who learns where a service is? Pure: asks no database."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.directory.enums import Tier
from amparo.taxonomy import shipped

# From the narrowest to the widest.
WIDTH = (Tier.SEALED, Tier.NETWORK, Tier.PUBLIC)
# Words of an address that give no house away.
COMMON = frozenset(
    "calle avenida boulevard privada callejon carretera colonia fraccionamiento numero interior "
    "norte oriente poniente casa centro barrio".split()
)
SHELTER = "Shelter"
MOST_PLACES = 30


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_DIRECTORY)


def tier_of(needs: Iterable[str], *, now: str = Tier.NETWORK) -> str:
    """Whatever gives shelter is sealed until somebody widens it on purpose."""
    return Tier.SEALED if SHELTER in needs else now


def knows_where(service: Any, *, by: Any) -> bool:
    """Whether a member may read where it lies and how it is reached."""
    return bool(by.is_active) and (service.tier != Tier.SEALED or by.agency_id == service.agency_id)


def can_change(service: Any, *, by: Any) -> Decision:
    """A sealed service is kept by its own agency alone: nobody else could read what she changes."""
    if not knows_where(service, by=by):
        return Decision(
            _("This service is sealed. Only the agency that keeps it reads and changes it.")
        )
    return can_keep(by=by)


def can_add_place(service: Any, *, by: Any, held: int) -> Decision:
    """`held`: how many further places it has."""
    if held >= MOST_PLACES:
        return Decision(
            _("This service has %(most)s further places. Record what else there is as another one.")
            % {"most": MOST_PLACES}
        )
    return can_change(service, by=by)


def can_record(*, by: Any, tier: str, alias: str, keeper: Any, works: bool = True) -> Decision:
    """`keeper`: the primary key of the agency whose members will read what is sealed."""
    if not works:
        return Decision(_("This organisation works no longer, so it offers no service."))
    if tier == Tier.SEALED and keeper != by.agency_id:
        return Decision(
            _(
                "This organisation is an agency of the installation. Only its own members record "
                "a shelter of it, so that nobody else ever types where it lies."
            )
        )
    if tier == Tier.SEALED and not alias:
        return Decision(
            _(
                "What gives shelter is sealed, so it needs a name for others that does not say "
                "where it is. Write one under “Name on a card”."
            )
        )
    return can_keep(by=by)


def can_follow_beds(follows: bool, *, signs_in: bool) -> Decision:
    """`signs_in`: whether the organisation is an agency of the installation, with beds here."""
    if follows and not signs_in:
        return Decision(
            _(
                "This organisation keeps no beds here, so nothing can follow them. Take that mark "
                "away and say what is free yourself."
            )
        )
    return ALLOWED


def keeps_its_secret(said: Iterable[str], secrets: dict[str, Any]) -> Decision:
    """What others read of a sealed service must not say what is sealed."""
    said = list(said)
    text = " ".join(shipped.words(each) for each in said)
    digits = _digits("".join(said))
    names = [shipped.words(name) for name in (secrets["name"], *secrets["place_names"])]
    codes = [shipped.words(code) for code in secrets["postal_codes"]]
    names += [code for code in codes if len(code) > 3]
    # "C.P. 44100" is also found by its digits.
    names += [part for code in codes for part in code.split() if len(_digits(part)) > 3]
    street = shipped.words(secrets["street"]).split()
    names += [word for word in street if len(word) > 3 and word not in COMMON]
    numbers = [_digits(secrets[name]) for name in ("phone", "referral_phone")]
    addresses = [secrets[name].casefold() for name in ("email", "referral_email", "website")]
    if (
        any(name and re.search(rf"\b{re.escape(name)}\b", text) for name in names)
        or _is_named(text, secrets["far"], but=secrets["near"])
        or any(len(number) > 6 and number in digits for number in numbers)
        or any(each and each in words.casefold() for each in addresses for words in said)
    ):
        return Decision(
            _(
                "What others read would say where this sealed service is: its own name, its "
                "municipality, the state of a further place, its street, its postal code, its "
                "telephone or its address on the web stands in the name on the card or in the "
                "description. Take it out there and save again."
            )
        )
    return ALLOWED


def _is_named(text: str, names: Iterable[str], *, but: Iterable[str]) -> bool:
    """Whether one of the names stands there, and not as a part of one that everybody may read:
    "Baja California" is not named by "Baja California Sur"."""
    allowed = {shipped.words(name) for name in but}
    known = {shipped.words(name) for name in names} | allowed
    longest_first = sorted(known - {""}, key=len, reverse=True)
    either = "|".join(re.escape(name) for name in longest_first)
    return bool(either) and not allowed.issuperset(re.findall(rf"\b(?:{either})\b", text))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def can_set_tier(service: Any, *, by: Any, tier: str, alias: str, confirmed: bool) -> Decision:
    """Narrowing takes one step. Widening is asked twice."""
    if service.tier == tier:
        return Decision(_("It stands so already."))
    if tier == Tier.SEALED and service.agency_id != by.agency_id:
        return Decision(
            _("Only the agency that keeps this service seals it: afterwards nobody else reads it.")
        )
    if tier == Tier.SEALED and not alias:
        return Decision(
            _("A sealed service needs a name on a card that does not say where it is. Write one.")
        )
    if is_wider(tier, than=service.tier) and not confirmed:
        return Decision(_("More people would learn where it is. Read who, and confirm it."))
    return can_change(service, by=by)


def is_wider(tier: str, *, than: str) -> bool:
    return WIDTH.index(Tier(tier)) > WIDTH.index(Tier(than))


def can_verify(service: Any, *, by: Any, today: date) -> Decision:
    if service.verified_on == today:
        return Decision(_("It was verified today already."))
    return can_change(service, by=by)


def can_say_capacity(service: Any, *, by: Any) -> Decision:
    """Whoever keeps it, and whoever works in a shelter of the agency that it belongs to."""
    if service.follows_beds:
        return Decision(
            _("What is free here follows the beds of the agency. It is said there, bed by bed.")
        )
    own = by.agency_id == service.agency_id
    if own and by.may(Permission.WORK_IN_SHELTER):
        return ALLOWED
    return can_change(service, by=by)


def fits(available: int, maximum: int | None) -> Decision:
    if maximum is not None and available > maximum:
        return Decision(_("More places would be free than there are. Check both numbers."))
    return ALLOWED
