"""Every way by which somebody, or something, could try to announce a family, to clear it, or to
say that it arrived."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from amparo import agencies
from amparo.cases.actions import moving
from amparo.core.duties import DUTIES
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import other_way, steps
from amparo.journeys.models import Journey, Step
from amparo.people.actions import same
from amparo.referrals.actions import packages
from amparo.referrals.envelope import Keys
from tests.helpers import sign_in
from tests.on_the_way.any_family import Family
from tests.on_the_way.any_world import DAY, apart
from tests.on_the_way.ways_in import FORGED, NO

ON_THE_PAGE = {"request": "ask", "cleared": "clear", "arrival": "arrival"}
FORGED_OF_A_FAMILY = FORGED | {
    "kind": "cleared", "pathway": "family", "country": "US", "wants": "", "says": "yes",
    "stays": "", "best": "serves", "ordered": "none", "rule": "general-1",
}  # fmt: skip


def facts_of(world: Family, kind: str) -> dict:
    if kind == "request":
        return world.request_facts()
    if kind == "departure":
        return world.leaving(world.known.numbers or [1])
    asked = sorted(world.known.asked or {})
    return {"relatives": asked if kind == "arrival" else world.known.numbers}


def say(
    world: Family, kind: str, *, by: Any = None, day: Any = None, journey: Any = None,
    facts: dict | None = None,
) -> Step:  # fmt: skip
    return steps.say(
        by=by or world.town.ana, journey=journey or world.journey, kind=kind,
        day=day or world.today, facts=facts_of(world, kind) if facts is None else facts,
    )  # fmt: skip


def typed(world: Family, kind: str) -> dict:
    days = {"first": world.goes, "last": world.goes, "day": world.today, "expected": world.goes}
    asked = sorted(world.known.asked or {1: ""})
    return {**FORGED_OF_A_FAMILY, **days, "relatives": asked, "step": ON_THE_PAGE[kind]}


def post(world: Family, kind: str, *, by: Any = None, client: Client | None = None, **more: Any):
    """From its page, with all that no form has; the same twice, as an impatient hand sends it."""
    client = client or sign_in(Client(), by or world.town.ana)
    url = reverse("journeys:both_ends", args=[world.case.pk, world.crossing.journey.pk])
    answers = [client.post(url, typed(world, kind) | more) for _ in range(2)]
    assert {each.status_code for each in answers} <= {200, 302, 403, 404}
    return answers


def right_ways(world: Family, kind: str) -> dict[str, Callable]:
    return {"action": partial(say, world, kind), "page": partial(post, world, kind)}


def wrong_ways(world: Family, kind: str) -> Iterator[tuple[str, Callable]]:
    """Those by which it never comes, however right all else is."""
    town = world.town
    for by in (town.bruno, town.celia, town.fina, town.noe, agencies.OPERATOR):
        yield f"action of {by}", partial(say, world, kind, by=by)
    yield "a day ahead", partial(say, world, kind, day=world.today + DAY)
    yield "a page of another agency", partial(post, world, kind, by=town.bruno)
    yield "a page of who reads the log", partial(post, world, kind, by=town.fina)
    yield "another page", partial(other_page, world)
    yield "sent again", partial(steps.send_again, by=town.ana, journey=world.journey)
    yield "a second journey", partial(second_journey, world, kind)
    yield "the way back", partial(there_and_back, world, kind)
    yield "joined to a case of hers", partial(linked, world)
    yield "that they set out", partial(say, world, "departure")
    yield from of_others(world, kind)
    yield from of_theirs(world, kind)
    yield "the clock", partial(duties)


def of_others(world: Family, kind: str) -> Iterator[tuple[str, Callable]]:
    """Named are others than those of whom all of it stands."""
    if kind == "request":
        facts = world.request_facts()
        rows = facts["relatives"]
        yield "nobody", partial(say, world, kind, facts=facts | {"relatives": []})
        if rows:
            told = [{**rows[0], "kin": "other", "wants": ["passport"]}, *rows[1:]]
            more = [*rows, {**rows[-1], "number": rows[-1]["number"] + 1}]
            for name, those in (("others", told), ("one more", more), ("one less", rows[1:])):
                yield name, partial(say, world, kind, facts=facts | {"relatives": those})
        return
    named = facts_of(world, kind)["relatives"]
    most = max([*named, *world.known.relatives], default=0)
    wrong = {"nobody": [], "one more": [*named, most + 1], "twice": [*named, *named]}
    if kind == "cleared":
        wrong["one less"] = named[1:]
    for name, numbers in wrong.items():
        yield name, partial(say, world, kind, facts={"relatives": numbers})
    yield "as of a return", partial(say, world, kind, facts={})


def other_page(world: Family) -> None:
    """A step of ours, said on the page of what came from others."""
    client = sign_in(Client(), world.town.ana)
    url = reverse("journeys:received_one", args=[world.crossing.journey.pk])
    for step in ("ask", "clear", "arrival", "departure", "answer", "again"):
        answer = client.post(url, typed(world, "arrival") | {"step": step})
        assert answer.status_code in (302, 404)


def second_journey(world: Family, kind: str) -> None:
    more = {"by": world.town.ana, "case": world.case, "pathway": "family", "country": "US"}
    begun = journeys.begin(**more, office=world.crossing.elsewhere.organisation)
    say(world, kind, journey=begun)


def there_and_back(world: Family, kind: str) -> None:
    """To the other way, and anew to this one: nothing of what was prepared is carried over."""
    back = other_way.switch(
        by=world.town.ana, journey=world.journey, pathway="return", country="GT"
    )
    again = other_way.switch(by=world.town.ana, journey=back, pathway="family", country="US")
    say(world, kind, journey=again)


def linked(world: Family) -> None:
    journeys.link(by=world.town.ana, journey=world.journey, case=world.case)


def of_theirs(world: Family, kind: str) -> Iterator[tuple[str, Callable]]:
    """Packages of the other office, and of others, that say what only we say."""
    facts = facts_of(world, kind)
    ours = (kind, world.today, facts)
    asked = ("request", world.today, world.request_facts())
    cleared = ("cleared", world.today, {"relatives": world.known.numbers or [1]})
    left = ("departure", world.today, world.leaving(world.known.numbers or [1]))
    theirs, yes = list(world.theirs), world.crossing.yes()
    sealed = world.crossing.they_say
    said = {
        "our step at their end": ([*theirs, ours], {}),
        "our step after their yes": ([*theirs, yes, ours], {}),
        "our side": ([ours], {"side": "sending"}),
        "all of our side": ([asked, cleared], {"side": "sending"}),
        "our side of another journey": ([asked, cleared], {"side": "sending", "journey": "f" * 32}),
        "both sides": ([*theirs, yes], {"side": "both"}),
        "as of a return": ([*theirs, yes], {"pathway": "return"}),
        "who they are": (theirs, {"blocks": [{"block": "identity", "facts": [["Name", "X"]]}]}),
        "that we hold more": (theirs, {"holds": 999}),
    }
    if kind != "arrival":
        # On the word of nobody: somebody calls, and no state follows from it.
        said["that they set out"] = ([*theirs, left], {})
        said["yes, and that they set out"] = ([*theirs, left, yes], {})
    for name, (rows, more) in said.items():
        yield f"their package: {name}", partial(takes_in, world, sealed, rows, **more)
    yield "a stranger", partial(takes_in_of_a_stranger, world, ours)
    yield "what came before", partial(replayed, world)


def takes_in(world: Family, sealed: Callable, rows: list, **more: Any) -> None:
    packages.take_in(by=world.town.ana, content=sealed(*rows, **more))


def takes_in_of_a_stranger(world: Family, row: tuple) -> None:
    said = {"journey": world.journey.number, "from": "sending", "steps": [row[0]], "blocks": []}
    said |= {"pathway": "family", "country": "US"}
    content = world.crossing.elsewhere.sealed("journey", said, keys=Keys.fresh())
    packages.take_in(by=world.town.ana, content=content)


def replayed(world: Family) -> None:
    content = world.crossing.they_say(*world.theirs)
    packages.take_in(by=world.town.ana, content=content)
    packages.take_in(by=world.town.ana, content=content)


def duties() -> None:
    for name in ("compare_claims", "forget_claims", "notice_silence"):
        DUTIES[name].perform()


def moved(world: Family, kind: str) -> None:
    """To another agency: who held it says nothing more, and who holds it asks the same gates."""
    town = world.town
    moving.move(by=town.celia, case=world.case, to=town.faro, member=town.bruno)
    for by in (town.ana, town.bruno):
        with suppress(*NO), transaction.atomic():
            say(world, kind, by=by)
        post(world, kind, by=by)


def joined(world: Family, kind: str) -> None:
    """With another record of hers in which everything is answered well."""
    other = world.town.new_case(person={"birth_year": 1980})
    same.compare(by=world.town.ana, one=world.case.person, other=other.person, verdict="one")
    say(world, kind)


def tampered(world: Family, kind: str) -> None:
    """With a row in the hand on which somebody wrote that all is well."""
    held: Journey = world.journey
    held.state, held.side, held.ending = "agreed", "sending", ""
    held.agency = world.town.faro
    say(world, kind, journey=held, by=world.town.bruno)


MORE = {"moved": moved, "joined": joined, "tampered": tampered}


def every(world: Family, kind: str, *, open_now: bool) -> list[tuple[str, Callable]]:
    """Each way that leads nowhere now; where a gate is shut, the right ones too."""
    if open_now:
        return [*wrong_ways(world, kind), ("tampered", partial(tampered, world, kind))]
    more = [(name, partial(verb, world, kind)) for name, verb in MORE.items()]
    return [*right_ways(world, kind).items(), *more, *wrong_ways(world, kind)]


def tries(world: Family, ways: list[tuple[str, Callable]]) -> None:
    """Each once, and none of them leaves a step or a file that the gates do not let pass."""
    for name, way in ways:
        with apart():
            looked = world.looked_at()
            with suppress(*NO), transaction.atomic():
                way()
            looked.check(because=name)
