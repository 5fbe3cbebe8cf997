"""What a file of services would bring, entry by entry, before anything is stored."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from amparo.core.decisions import Decision
from amparo.directory import policies
from amparo.directory.enums import Tier
from amparo.directory.hsds import reading
from amparo.directory.hsds.reading import Entry
from amparo.directory.queries import service as services
from amparo.organisations.models import Organisation
from amparo.organisations.queries import organisation as organisations
from amparo.taxonomy import queries as taxonomy

NEW, HERE, WRONG = "new", "here", "wrong"


@dataclass(frozen=True)
class Looked:
    """One entry, what becomes of it, and of whom it would be."""

    entry: Entry
    outcome: str
    sealed: bool = False
    organisation: Organisation | None = None

    @property
    def makes_organisation(self) -> bool:
        return self.outcome == NEW and self.organisation is None


@dataclass(frozen=True)
class Preview:
    lines: list[Looked]

    def count(self, outcome: str) -> int:
        return Counter(line.outcome for line in self.lines)[outcome]

    @property
    def new(self) -> int:
        return self.count(NEW)

    @property
    def here(self) -> int:
        return self.count(HERE)

    @property
    def wrong(self) -> int:
        return self.count(WRONG)

    @property
    def new_organisations(self) -> int:
        made = {
            organisations.folded(line.entry.organisation["name"])
            for line in self.lines
            if line.makes_organisation
        }
        return len(made)


def looked_at(content: bytes, *, by: Any) -> Preview:
    """Look at each entry of a file, by the rules by which it would be recorded."""
    entries = reading.read(content)
    held = services.held_already([entry.pk for entry in entries if entry.pk])
    seen: set[Any] = set()
    lines = []
    for entry in entries:
        if entry.pk and entry.pk in seen:
            entry.wrong.append(_("This id stands in the file twice."))
        seen.add(entry.pk)
        if entry.wrong:
            lines.append(Looked(entry, WRONG))
        elif entry.pk in held:
            lines.append(Looked(entry, HERE))
        else:
            lines.append(_new(entry, by))
    return Preview(lines)


def _new(entry: Entry, by: Any) -> Looked:
    facts = entry.facts
    organisation = organisation_of(entry)
    sealed = policies.tier_of(facts["needs"]) == Tier.SEALED
    if sealed and not facts["alias"]:
        facts["alias"] = _("Shelter in %(state)s") % {
            "state": taxonomy.place_name(services.coarse(facts["place"].pk))
        }
    decision = may_come(entry, organisation, by)
    if not decision:
        entry.wrong.append(str(decision.reason))
    return Looked(entry, WRONG if entry.wrong else NEW, sealed, organisation)


def may_come(entry: Entry, organisation: Organisation | None, by: Any) -> Decision:
    facts = entry.facts
    tier = policies.tier_of(facts["needs"])
    keeper = (organisation.agency_id if organisation else None) or by.agency_id
    decision = policies.can_record(
        by=by, tier=tier, alias=facts["alias"], keeper=keeper,
        works=organisation is None or organisation.works,
    )  # fmt: skip
    if decision and tier == Tier.SEALED:
        secrets = services.secrets_of(facts | {"place": facts["place"].pk})
        said = [facts.get(name, "") for name in services.READ_BY_OTHERS]
        return policies.keeps_its_secret(said, secrets)
    return decision


def organisation_of(entry: Entry) -> Organisation | None:
    """The one of this name at this place, or the only one of this name."""
    named = Organisation.objects.filter(words=organisations.folded(entry.organisation["name"]))
    found = list(named.select_related("agency")[:20])
    here = [each for each in found if each.place_id == entry.facts["place"].pk]
    if here:
        return here[0]
    return found[0] if len(found) == 1 else None
