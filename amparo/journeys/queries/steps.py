"""What both ends said, what may be told of her, and how long each step took."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from amparo.cases import blocks
from amparo.cases.models import IdentificationDecision
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import FamilyPaper, Grown, Kin, Pathway, StepKind
from amparo.journeys.models import Journey, Step
from amparo.journeys.policies import thread
from amparo.journeys.policies.consent import PURPOSES
from amparo.journeys.policies.thread import Said
from amparo.journeys.queries import family_gates as family
from amparo.people.enums import Basis, Block, Recipient
from amparo.people.policies import disclosure as rule
from amparo.people.policies import relations as around
from amparo.people.policies.disclosure import Verdict
from amparo.people.queries import age, relations
from amparo.people.queries import disclosure as people
from amparo.referrals.models import ReceivedPackage
from amparo.referrals.policies import may_go
from amparo.referrals.policies import package as package_policies
from amparo.referrals.queries import correspondence, incoming
from amparo.referrals.queries.going import clauses
from amparo.referrals.queries.incoming import Part
from amparo.taxonomy import codes
from amparo.taxonomy import queries as places

# What who receives her needs to meet her and to go on with her. What happened to her stays here.
# Who accompanies her family needs to find them, and needs nothing of hers.
CARRIED = {
    Pathway.RETURN: (Block.IDENTITY, Block.CONTACT, Block.HEALTH),
    Pathway.FAMILY: (Block.IDENTITY,),
}
# With which steps anything is told at all. What is sealed again after it was lost names nobody: no
# gate is asked for it.
CARRIED_WITH = {
    Pathway.RETURN: frozenset({StepKind.DEPARTURE}),
    Pathway.FAMILY: frozenset({StepKind.REQUEST, StepKind.CLEARED}),
}


def said(journey: Journey) -> list[Said]:
    return [as_said(each) for each in Step.objects.filter(journey=journey)]


def as_said(step: Step) -> Said:
    return Said(step.side, step.number, step.kind, step.day, step.said_at, step.facts)


def verdicts(journey: Journey, *, on: date) -> list[Verdict]:
    """Two keys to each block, as for every referral: her yes to that office by its name, for this
    way; and a clause of an agreement with it."""
    case = journey.case
    feared = around.may_receive(relations.conflicts(case.person, journey.office.name))
    purpose = PURPOSES[journey.pathway]
    asked = rule.Asked(Recipient.OTHER, purpose, on, journey.office.name)
    found = rule.decide(
        asked, rule.ByConsent(), answers=people.answers_of(case.person), may_receive=feared
    )
    ways = clauses(journey.agency, journey.office)
    kept = may_go.may_go(found, ways, purpose=purpose, basis=Basis.CONSENT, on=on)
    return [each for each in kept if each.block in CARRIED[journey.pathway]]


def may_be_told(found: list[Verdict]) -> Decision:
    """Nobody is announced whose name may not follow: the other office could not meet her."""
    identity = next((each for each in found if each.block == Block.IDENTITY), None)
    if identity is not None and identity.goes:
        return ALLOWED
    return Decision(identity.reason if identity is not None else str(rule.Why.NO_YES.label))


def carried(journey: Journey, found: list[Verdict], *, language: str) -> list[dict[str, Any]]:
    """The blocks that go along, in words: the other office may have other codes."""
    going = [each.block for each in found if each.goes]
    if journey.pathway == Pathway.FAMILY:
        with override(language):
            return family.told(journey) if going else []
    with override(language):
        return [
            {
                "block": str(each),
                "facts": [
                    [str(capfirst(fact.label)), str(formats.localize(fact.value))]
                    for fact in blocks.contents(journey.case, each)
                ],
            }
            for each in going
        ]


def about_her(journey: Journey) -> dict[str, Any]:
    """All that a request says of her: which way, to which country, and whether she is grown. Of
    her family: of whom in numbers, relations, grown or not, and papers wanted still."""
    today = clock.today()
    if journey.pathway == Pathway.FAMILY:
        return {
            "pathway": str(journey.pathway),
            "country": journey.country,
            "relatives": family.asked_for(journey),
        }
    child = age.is_treated_as_child(journey.case.person, on=today)
    return {
        "pathway": str(journey.pathway),
        "country": journey.country,
        "grown": str(Grown.CHILD if child else Grown.ADULT),
    }


def in_words(request: Said | None) -> list[tuple[str, str]]:
    """What they ask, line by line; codes of a list alone."""
    if request is None:
        return []
    facts = request.facts
    is_family = facts["pathway"] == Pathway.FAMILY
    when = gettext("They could travel") if is_family else gettext("She could travel")
    lines = [
        (gettext("Country"), country_name(facts["country"])),
        *(_relatives(facts["relatives"]) if is_family else _hers(facts)),
        (when, _days(facts["from"], facts["until"])),
        (gettext("Languages"), _labels("language", facts["languages"])),
        (gettext("What will be needed"), _labels("service", facts["needs"])),
    ]
    return [(label, value) for label, value in lines if value]


def _hers(facts: dict[str, Any]) -> list[tuple[str, str]]:
    return [(gettext("Age"), str(Grown(facts["grown"]).label))]


def _relatives(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """One line each: what she or he is to her, grown or not, and which papers are wanted."""
    found = []
    for each in rows:
        wants = ", ".join(str(FamilyPaper(code).label) for code in each["wants"])
        said = [str(Kin(each["kin"]).label), str(Grown(each["grown"]).label)]
        said += [gettext("Wanted still: %(papers)s") % {"papers": wants}] if wants else []
        found.append((gettext("Relative %(number)s") % each, ". ".join(said)))
    return found


def may_be_identified_there(journey: Journey) -> bool:
    """Whether nobody has written yet who identified her: the body may be one of the other office,
    whose word about it does not cross by itself."""
    case = journey.case
    return case is not None and not IdentificationDecision.objects.filter(case=case).exists()


def _labels(list_name: str, held: list[str]) -> str:
    return ", ".join(codes.label(list_name, code) for code in held)


def _days(first: str, last: str) -> str:
    days = (formats.date_format(date.fromisoformat(each)) for each in (first, last))
    return " – ".join(days)


def country_name(code: str) -> str:
    return dict(places.countries()).get(code, code)


def told_of_her(journey: Journey) -> list[Part]:
    """The blocks that came with her departure, as they sent them; none once it is called off."""
    packages = ReceivedPackage.objects.filter(
        pk__in=Step.objects.filter(journey=journey).values("came_with"), sealed__isnull=False
    )
    for held in packages.order_by("-received_at"):
        blocks_said = json.loads(held.payload or b"{}").get("blocks")
        parts = incoming.parts(blocks_said)
        if parts:
            return parts
    return []


@dataclass(frozen=True)
class Timeline:
    """Both accounts in one, with what proves that they are the same."""

    steps: list[Step]
    # Of all that both said: read aloud, it is the same at both ends once each holds all.
    digest: str
    # How many of our steps they have said that they hold.
    unseen: int

    @property
    def shown_digest(self) -> str:
        return " ".join(self.digest[at : at + 4] for at in range(0, 24, 4))


def timeline(journey: Journey) -> Timeline:
    rows = Step.objects.filter(journey=journey).select_related("said_by", "went_with", "came_with")
    steps = list(rows)
    for each in steps:
        each.journey = journey
    ours = [each for each in steps if each.side == journey.side]
    digests = [(each.side, each.number, each.digest) for each in steps]
    return Timeline(steps, thread.whole(digests), max(0, len(ours) - journey.they_hold))


def can_seal(journey: Journey) -> Decision:
    card = correspondence.standing(journey.office)
    return package_policies.can_seal_to(card, has_keys=correspondence.our_keys() is not None)
