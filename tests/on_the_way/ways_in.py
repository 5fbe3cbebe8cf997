"""Every way by which somebody, or something, could try to announce her or to let her set out."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse

from amparo import agencies
from amparo.cases.actions import moving
from amparo.core.decisions import Refused
from amparo.core.duties import DUTIES
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.models import Journey, Step
from amparo.people.actions import same
from amparo.referrals.actions import packages
from amparo.referrals.envelope import CannotOpen, Keys
from tests.helpers import sign_in
from tests.on_the_way.any_world import DAY, World, apart

NO = (Refused, CannotOpen, PermissionDenied, Http404, ValueError, AttributeError)
# What a page never asks for, and a hand may send all the same.
FORGED = {
    "kind": "departure", "side": "sending", "state": "agreed", "said": "yes", "number": "1",
    "grown": "adult", "pathway": "return", "country": "GT", "blocks": "identity", "by": "ana",
    "is_child": "", "agreed": "on", "force": "1", "gates": "open", "went_with": "1",
}  # fmt: skip


def facts_of(world: World, kind: str) -> dict:
    return world.asked() if kind == "request" else {"expected": world.goes.isoformat()}


def say(world: World, kind: str, *, by: Any = None, day: Any = None, journey: Any = None) -> Step:
    return steps.say(
        by=by or world.town.ana, journey=journey or world.journey, kind=kind,
        day=day or world.today, facts=facts_of(world, kind),
    )  # fmt: skip


def post(world: World, kind: str, *, by: Any = None, client: Client | None = None, **more: Any):
    """From its page, with all that no form has; the same twice, as an impatient hand sends it."""
    client = client or sign_in(Client(), by or world.town.ana)
    url = reverse("journeys:both_ends", args=[world.case.pk, world.crossing.journey.pk])
    days = {"first": world.goes, "last": world.goes, "day": world.today, "expected": world.goes}
    step = "ask" if kind == "request" else "depart"
    answers = [client.post(url, {**FORGED, **days, "step": step, **more}) for _ in range(2)]
    assert {each.status_code for each in answers} <= {200, 302, 403, 404}
    return answers


def right_ways(world: World, kind: str) -> dict[str, Callable]:
    return {"action": partial(say, world, kind), "page": partial(post, world, kind)}


def wrong_ways(world: World, kind: str) -> Iterator[tuple[str, Callable]]:
    """Those by which it never comes, however right all else is."""
    town = world.town
    for by in (town.bruno, town.celia, town.fina, town.noe, agencies.OPERATOR):
        yield f"action of {by}", partial(say, world, kind, by=by)
    yield "a day ahead", partial(say, world, kind, day=world.today + DAY)
    if kind == "departure":
        yield "a day before", partial(say, world, kind, day=world.today - DAY)
        yield "a month before", partial(say, world, kind, day=world.today - 30 * DAY)
    yield "a page of another agency", partial(post, world, kind, by=town.bruno)
    yield "a page of who reads the log", partial(post, world, kind, by=town.fina)
    yield "another page", partial(other_page, world, kind)
    yield "sent again", partial(steps.send_again, by=town.ana, journey=world.journey)
    yield "a second journey", partial(second_journey, world, kind)
    yield "joined to a case of hers", partial(linked, world)
    yield from of_theirs(world, kind)
    yield "the clock", partial(duties)


def other_page(world: World, kind: str) -> None:
    """A step of ours, said on the page of what came from others."""
    client = sign_in(Client(), world.town.ana)
    url = reverse("journeys:received_one", args=[world.crossing.journey.pk])
    for step in ("ask", "depart", "request", "departure", "again", "arrival"):
        assert client.post(url, {**FORGED, "step": step}).status_code in (302, 404)


def second_journey(world: World, kind: str) -> None:
    more = {"by": world.town.ana, "case": world.case, "pathway": "family", "country": "GT"}
    say(world, kind, journey=journeys.begin(**more, office=world.crossing.elsewhere.organisation))


def linked(world: World) -> None:
    journeys.link(by=world.town.ana, journey=world.journey, case=world.case)


def of_theirs(world: World, kind: str) -> Iterator[tuple[str, Callable]]:
    """Packages of the other office, and of others, that say what only we say."""
    facts = facts_of(world, kind)
    ours = (kind, world.today, facts)
    asked = ("request", world.today, world.asked())
    left = ("departure", world.today, {"expected": world.goes.isoformat()})
    yes = world.crossing.yes()
    sealed = world.crossing.they_say
    stranger = {"keys": Keys.fresh()}
    said = {
        "our step at their end": ([ours], {}),
        "our step after their yes": ([yes, ours], {}),
        "our side": ([ours], {"side": "sending"}),
        "all of our side": ([asked, left], {"side": "sending"}),
        "our side of another journey": ([asked, left], {"side": "sending", "journey": "f" * 32}),
        "both sides": ([yes], {"side": "both"}),
        "who she is": ([yes], {"blocks": [{"block": "identity", "facts": [["Name", "X"]]}]}),
        "that we hold more": ([yes], {"holds": 999}),
    }
    for name, (rows, more) in said.items():
        yield f"their package: {name}", partial(takes_in, world, sealed, rows, **more)
    yield "a stranger", partial(takes_in_of_a_stranger, world, ours, **stranger)
    yield "what came before", partial(replayed, world)


def takes_in(world: World, sealed: Callable, rows: list, **more: Any) -> None:
    packages.take_in(by=world.town.ana, content=sealed(*rows, **more))


def takes_in_of_a_stranger(world: World, row: tuple, *, keys: Keys) -> None:
    said = {"journey": world.journey.number, "from": "sending", "steps": [row[0]], "blocks": []}
    content = world.crossing.elsewhere.sealed("journey", said, keys=keys)
    packages.take_in(by=world.town.ana, content=content)


def replayed(world: World) -> None:
    content = world.crossing.they_say(world.crossing.yes())
    packages.take_in(by=world.town.ana, content=content)
    packages.take_in(by=world.town.ana, content=content)


def duties() -> None:
    for name in ("compare_claims", "forget_claims"):
        DUTIES[name].perform()


def moved(world: World, kind: str) -> None:
    """To another agency: who held it says nothing more, and who holds it asks the same gates."""
    town = world.town
    moving.move(by=town.celia, case=world.case, to=town.faro, member=town.bruno)
    for by in (town.ana, town.bruno):
        with suppress(*NO), transaction.atomic():
            say(world, kind, by=by)
        post(world, kind, by=by)


def joined(world: World, kind: str) -> None:
    """With another record of hers in which everything is answered well."""
    other = world.town.new_case(person={"birth_year": 1980})
    same.compare(by=world.town.ana, one=world.case.person, other=other.person, verdict="one")
    say(world, kind)


def tampered(world: World, kind: str) -> None:
    """With a row in the hand on which somebody wrote that all is well."""
    held: Journey = world.journey
    held.state, held.side, held.ending = "agreed", "sending", ""
    held.agency = world.town.faro
    say(world, kind, journey=held, by=world.town.bruno)


def every(world: World, kind: str, *, open_now: bool) -> list[tuple[str, Callable]]:
    """Each way that leads nowhere now; where a gate is shut, the right ones too."""
    if open_now:
        return [*wrong_ways(world, kind), ("tampered", partial(tampered, world, kind))]
    more = [(name, partial(verb, world, kind)) for name, verb in MORE.items()]
    return [*right_ways(world, kind).items(), *more, *wrong_ways(world, kind)]


def tries(world: World, ways: list[tuple[str, Callable]]) -> None:
    """Each once, and none of them leaves a step or a file that the gates do not let pass."""
    for name, way in ways:
        with apart():
            looked = world.looked_at()
            with suppress(*NO), transaction.atomic():
                way()
            looked.check(because=name)


MORE = {"moved": moved, "joined": joined, "tampered": tampered}
