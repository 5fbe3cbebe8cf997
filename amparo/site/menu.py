"""The way in to each room, shown to those whose role opens it."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amparo.agencies.roles import Permission as P


@dataclass(frozen=True)
class Entry:
    label: Promise
    page: str
    permission: P | None = None

    @cached_property
    def url(self) -> str:
        return reverse(self.page)


ENTRIES = [
    Entry(_("Caseload"), "cases:caseload", P.OPEN_CASES),
    Entry(_("Search"), "cases:search", P.OPEN_CASES),
    Entry(_("Bring in a register"), "registers:imports", P.BRING_IN_REGISTERS),
    Entry(_("Counts"), "statistics:extracts", P.COUNT),
    Entry(_("Releases"), "releases:releases", P.PROPOSE_RELEASE),
    Entry(_("Releases"), "releases:releases", P.APPROVE_RELEASE),
    Entry(_("Analyses"), "analyses:analyses", P.BUILD_ANALYSIS),
    Entry(_("Evidence"), "evidence:evidence"),
    Entry(_("Who has seen a file"), "cases:who_saw_find", P.READ_AUDIT),
    Entry(_("Periods of keeping"), "people:keeping_list", P.ERASE_PEOPLE),
    Entry(_("Members"), "agencies:members", P.MANAGE_MEMBERS),
    Entry(_("Audit log"), "site:audit", P.READ_AUDIT),
    Entry(_("Roles"), "site:roles"),
]


def entries(member) -> list[Entry]:
    """The entries of a member's menu, each page once, only pages that exist."""
    found: dict[str, Entry] = {}
    for entry in ENTRIES if member is not None else []:
        if entry.page in found or (entry.permission and not member.may(entry.permission)):
            continue
        if _exists(entry):
            found[entry.page] = entry
    return list(found.values())


def _exists(entry: Entry) -> bool:
    try:
        return bool(entry.url)
    except NoReverseMatch:
        return False
