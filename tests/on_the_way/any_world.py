"""Worlds in which anything may stand or fall on her way home, and what the issue says of each.

A world is made through actions alone, and each thing done is written down here a second time, in
plain words. From these the two questions are answered anew (`Known.may_be_asked`,
`Known.may_set_out`), so that nothing of the gates is asked about the gates.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from amparo.cases.actions import children as determinations
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.actions import her_mind, preparing
from amparo.journeys.actions import journey as journeys
from amparo.journeys.enums import Option
from amparo.journeys.models import Journey, Step
from amparo.journeys.queries import gates
from amparo.people.actions import children, consents, same
from amparo.people.actions.relations import add_related
from amparo.referrals.models import SentPackage
from tests.children import doubted
from tests.on_the_way.crossing import Crossing
from tests.on_the_way.going_home import LEVELS, WHY, Home, a_leg

DAY = timedelta(days=1)
HOST = "Tía Inventada"
ASSENT = {"says": "granted", "words": "Sí", "explained": "Con dibujos", "guardian_says": "granted"}
# Of each thing, the ways in which it may be otherwise than right. What begins with "fine" shuts
# nothing and is there so that a gate that is shut for no reason is noticed too.
OTHERWISE = {
    "decision": (
        "nobody talked", "undecided", "on one day", "told less", "too soon",
        "changed her mind", "changed her mind later",
    ),
    "consent": ("none", "refused", "ends before", "taken back later", "another office"),
    "assessment": (
        "none", "old", "old on the day", "unsafe", "unsafe later", "fine on the last day",
    ),
    "ban": (
        "stands", "on the day", "in another file", "later", "ends on the day",
        "fine ended before", "fine lifted", "fine from the day after",
    ),
    "answer": ("none", "no", "to an earlier request", "fine no and then yes"),
    "host": ("unsafe", "unsafe by letter", "feared", "feared later", "fine with measures"),
    "child": (
        "nobody stands for her", "not determined", "against", "alone", "place not looked at",
        "presumed later", "fine",
    ),
    "papers": ("missing", "asked for", "ends before"),
    "fitness": ("none", "unfit", "ends before"),
    "way": ("none", "another day", "nobody to call", "nobody meets her"),
    "escort": ("ends before", "feared later", "fine"),
    "off": ("by us", "by them"),
    "keys": ("no clause",),
}  # fmt: skip
EACH_ALONE = [(thing, how) for thing, ways in OTHERWISE.items() for how in ways]


@dataclass
class Known:
    """What was done, as who did it remembers it."""

    # Day, what she said, whether she was told all, until when she wanted to think.
    talks: list[tuple[date, str, bool, date | None]] = field(default_factory=list)
    changed_her_mind: list[date] = field(default_factory=list)
    # Until when her yes holds; None while there is none.
    yes_until: date | None = None
    assessed: list[tuple[date, str]] = field(default_factory=list)
    bans: list[tuple[date, date]] = field(default_factory=list)
    is_child: bool = False
    stands_for_her: bool = False
    best_interests: str = ""
    host: str = ""
    host_is_feared: bool = False
    they_say: str = ""
    papers: list[tuple[str, date | None]] = field(default_factory=list)
    fit: tuple[bool, date] | None = None
    way: tuple[date, date, bool, bool] | None = None
    escorts: list[tuple[date, date]] = field(default_factory=list)
    escort_is_feared: bool = False
    is_off: bool = False
    clause: bool = False

    def may_be_asked(self, on: date) -> bool:
        return (
            not self.is_off
            and self.clause
            and self._decided()
            and self.yes_until is not None
            and self.yes_until >= on
            and self._assessed_safe(on)
            and not any(since <= on <= until for since, until in self.bans)
            and not self.host_is_feared
            and (self.stands_for_her or not self.is_child)
        )

    def may_set_out(self, on: date) -> bool:
        if not self.may_be_asked(on) or self.they_say != "yes" or self.host == "unsafe":
            return False
        looked_at = self.host in ("safe", "with_measures")
        if self.is_child and not (looked_at and self.best_interests == "serves" and self.escorts):
            return False
        if self.way is None or self.fit is None:
            return False
        leaves, arrives, can_call, is_met = self.way
        fit, fit_until = self.fit
        return (
            (leaves, can_call, is_met, fit) == (on, True, True, True)
            and not self.escort_is_feared
            and fit_until >= arrives
            and all(state == "held" and until >= arrives for state, until in self.papers)
            and all(first <= leaves and arrives <= last for first, last in self.escorts)
        )

    def _decided(self) -> bool:
        if not self.talks:
            return False
        day, says, _told, _until = max(self.talks, key=lambda talk: talk[0])
        return (
            says == "wants"
            and all(changed < day for changed in self.changed_her_mind)
            and any(told for earlier, _says, told, _until in self.talks if earlier < day)
            and all(until is None or until <= day for *_rest, until in self.talks)
        )

    def _assessed_safe(self, on: date) -> bool:
        if not self.assessed:
            return False
        # Of one day the last that was written.
        day, verdict = max(self.assessed, key=lambda found: found[0])
        newest = [said for held, said in self.assessed if held == day][-1]
        return newest != "unsafe" and on - 14 * DAY <= day <= on and verdict is not None


class Clock:
    """Days pass when the test says so."""

    def __init__(self, monkeypatch):
        self.ahead = timedelta(0)
        monkeypatch.setattr(clock, "now", lambda: timezone.now() + self.ahead)


@dataclass
class World:
    """A return under way in which `wrong` is otherwise than right."""

    crossing: Crossing
    clock: Clock
    wrong: dict[str, str]
    known: Known = field(default_factory=Known)

    @property
    def town(self):
        return self.crossing.town

    @property
    def case(self):
        return self.crossing.case

    @property
    def journey(self) -> Journey:
        found = Journey.objects.select_related("case__person", "case__agency", "office")
        return found.get(pk=self.crossing.journey.pk)

    @property
    def today(self) -> date:
        return clock.today()

    @property
    def goes(self) -> date:
        return self.crossing.goes

    def is_wrong(self, thing: str, *hows: str) -> bool:
        return self.wrong.get(thing) in hows

    # Before anybody is asked

    def prepare(self) -> None:
        self._her_age()
        self._decides()
        self._says_yes()
        self._assess()
        self._bans()
        self._whom_she_fears()
        if not self.is_wrong("keys", "no clause"):
            self.crossing.clause()
            self.known.clause = True
        if self.is_wrong("off", "by us"):
            journeys.call_off(by=self.town.ana, journey=self.journey, ending="other")
            self.known.is_off = True

    def _her_age(self) -> None:
        if "child" not in self.wrong or self.is_wrong("child", "presumed later"):
            return
        doubted(self.town, self.case)
        self.known.is_child = True
        if not self.is_wrong("child", "nobody stands for her"):
            self.guardian = self.crossing.mother()
            self.known.stands_for_her = True

    def talk(self, held_on: date, says: str, *, told: bool, until: date | None = None) -> None:
        more = {"child_view": "Quiere ir."} if self.known.is_child else {}
        options = list(Option) if told else []
        self.crossing.interview(held_on, says, told=options, reflection_until=until, **more)
        self.known.talks.append((held_on, says, told, until))

    def _decides(self) -> None:
        today, how = self.today, self.wrong.get("decision")
        if how == "nobody talked":
            return
        if how != "on one day":
            until = today + DAY if how == "too soon" else today - DAY
            self.talk(today - 7 * DAY, "undecided", told=how != "told less", until=until)
        says = "undecided" if how == "undecided" else "wants"
        self.talk(today, says, told=how == "on one day")
        if how == "changed her mind":
            self.changes_her_mind()

    def changes_her_mind(self) -> None:
        her_mind.change_mind(by=self.town.ana, journey=self.journey)
        self.known.changed_her_mind.append(self.today)
        # Where nobody was told of her yet, the journey waits for her.
        self.known.is_off |= self.journey.state == "called_off"

    def _says_yes(self) -> None:
        how, more = self.wrong.get("consent"), {}
        if how == "none" or self.is_wrong("child", "nobody stands for her"):
            return
        if self.known.is_child:
            more["assent"] = {**ASSENT, "guardian": self.guardian}
        if how == "another office":
            Home.says_yes(self.crossing, recipient_name="Otra Oficina Inventada", **more)
            return
        until = self.goes - DAY if how == "ends before" else self.goes + 30 * DAY
        self.yes = self.crossing.says_yes(expires_on=until, **more)
        self.known.yes_until = until
        if how == "refused":
            self.crossing.says_yes(answer="refused")
            self.known.yes_until = None

    def _assess(self) -> None:
        days = {"old": 15, "old on the day": 5, "fine on the last day": 4}
        how = self.wrong.get("assessment")
        if how != "none":
            self.assess(self.today - days.get(how, 0) * DAY, how == "unsafe")

    def assess(self, day: date, unsafe: bool) -> None:
        verdict = "unsafe" if unsafe else "safe"
        preparing.assess_return(
            by=self.town.ana, journey=self.journey, assessed_on=day, levels=LEVELS, reasons=WHY,
            verdict=verdict,
        )  # fmt: skip
        self.known.assessed.append((day, verdict))

    def _bans(self) -> None:
        today, goes = self.today, self.goes
        days = {
            "stands": (today, None), "on the day": (goes, None),
            "fine ended before": (today - 9 * DAY, today - DAY),
            "ends on the day": (goes, goes), "fine from the day after": (goes + DAY, None),
        }  # fmt: skip
        how = self.wrong.get("ban")
        if how in days:
            self.forbid(*days[how])
        if how == "fine lifted":
            lifted = {"lifted_on": today, "lifted_by_paper": "Oficio 2"}
            self.crossing.ban(since=today - 9 * DAY, **lifted)
        if how == "in another file":
            other = self.another_file()
            preparing.keep_ban(by=self.town.ana, case=other, by_whom="Juez", since=goes)
            self.known.bans.append((goes, date.max))

    def forbid(self, since: date, until: date | None) -> None:
        self.crossing.ban(since=since, until=until)
        self.known.bans.append((since, until or date.max))

    def another_file(self):
        """Of the same agency, and found to be about her too."""
        other = self.town.new_case(person={"birth_year": 1990})
        same.compare(
            by=self.town.ana, one=self.case.person, other=other.person, verdict="one"
        )  # fmt: skip
        return other

    def _whom_she_fears(self) -> None:
        if self.is_wrong("host", "feared"):
            self.fears_the_host()

    def fears_the_host(self) -> None:
        self.crossing.host(host=HOST)
        self.fears(HOST)
        self.known.host, self.known.host_is_feared = "safe", True

    def fears(self, name: str) -> None:
        add_related(
            by=self.town.ana, person=self.case.person, name=name, relation="other", suspected=True
        )  # fmt: skip

    # Once the other office was asked

    def answered(self) -> None:
        how = self.wrong.get("answer")
        if self.journey.state != "asked" or how == "none":
            return
        host = {"unsafe": "unsafe", "fine with measures": "with_measures"}
        host = host.get(self.wrong.get("host"), "safe")
        if self.is_wrong("child", "place not looked at"):
            host = "not_seen"
        says = "no" if how == "no" else "yes"
        said = [self.crossing.yes(says=says, host=host)]
        if how == "fine no and then yes":
            said = [self.crossing.yes(says="no", host="not_seen"), *said]
        self.they_tell(said)
        self.known.they_say = says
        if host != "not_seen":
            self.known.host = host
        if how == "to an earlier request":
            self.crossing.say("request", **self.asked())
            self.known.they_say = ""
        if self.is_wrong("off", "by them"):
            self.they_tell([*said, ("called_off", self.today, {})])
            self.known.is_off = True

    def asked(self) -> dict:
        grown = "child" if self.known.is_child else "adult"
        return self.crossing.request_facts(grown=grown)

    def they_tell(self, said: list) -> None:
        self.crossing.takes_in(self.crossing.they_say(*said, holds=1))

    def travels_with(self) -> None:
        """Papers, health, the way and who goes along: nothing of it is asked before the answer."""
        if self.journey.is_over:
            return
        self._papers()
        self._fitness()
        self._way()
        self._escort()
        if self.is_wrong("host", "unsafe by letter"):
            self.crossing.host(verdict="unsafe", host=HOST)
            self.known.host = "unsafe"
        if self.known.is_child and not self.is_wrong("child", "not determined"):
            outcome = "against" if self.is_wrong("child", "against") else "serves"
            determinations.determine(
                by=self.town.ana, case=self.case, question="return", outcome=outcome,
                decided_on=self.today, body="Procuraduría", options="Todas", her_view="Quiere",
                reasons="Las que son",
            )  # fmt: skip
            self.known.best_interests = outcome

    def _papers(self) -> None:
        how = self.wrong.get("papers")
        for place, each in enumerate(gates.prepared(self.journey).papers):
            state, until = "held", self.goes + 90 * DAY
            if place == 0 and how == "ends before":
                until = self.goes - DAY
            if place == 0 and how in ("missing", "asked for"):
                state = how.split()[0]
            if state != "missing":
                self.crossing.paper(each.code, state, valid_until=until, asked_on=self.today)
            self.known.papers.append((state, until))

    def _fitness(self) -> None:
        how = self.wrong.get("fitness")
        if how == "none":
            return
        until = self.goes - DAY if how == "ends before" else self.goes + 7 * DAY
        self.crossing.fit(is_fit=how != "unfit", until=until)
        self.known.fit = (how != "unfit", until)

    def _way(self) -> None:
        how = self.wrong.get("way")
        if how == "none":
            return
        goes = self.goes + DAY if how == "another day" else self.goes
        more = {"nobody to call": {"contacts": " "}, "nobody meets her": {"met_by": ""}}
        self.crossing.itinerary(a_leg(goes), **more.get(how, {}))
        self.known.way = (goes, goes, how != "nobody to call", how != "nobody meets her")

    def _escort(self) -> None:
        how = self.wrong.get("escort")
        if how is None and (not self.known.is_child or self.is_wrong("child", "alone")):
            return
        first, last = self.today, self.goes + (-DAY if how == "ends before" else 90 * DAY)
        self.crossing.escort(cleared_on=first, cleared_until=last)
        self.known.escorts.append((first, last))

    def then(self) -> None:
        """What falls once all of it stood, and the days until she sets out."""
        if self.is_wrong("ban", "later") and not self.journey.is_over:
            self.forbid(self.today, None)
        if self.is_wrong("consent", "taken back later"):
            consents.withdraw_consent(by=self.town.ana, consent=self.yes)
            self.known.yes_until = None
            self.known.is_off |= self.journey.state == "called_off"
        if self.is_wrong("child", "presumed later"):
            doubted(self.town, self.case)
            self.known.is_child = True
            # Given as a grown woman, it holds no more: nobody stands for her.
            self.known.yes_until = None
        if self.journey.is_over:
            return
        if self.is_wrong("decision", "changed her mind later"):
            self.changes_her_mind()
            if self.journey.is_over:
                return
        if self.is_wrong("host", "feared later"):
            self.fears_the_host()
        if self.is_wrong("escort", "feared later"):
            self.fears("Irma Inventada")
            self.known.escort_is_feared = True
        self.clock.ahead += 10 * DAY
        if self.is_wrong("assessment", "unsafe later"):
            self.assess(self.today, True)

    # What may have come of it

    def ours(self) -> set[tuple[str, int]]:
        steps = Step.objects.filter(journey__case__isnull=False, side="sending")
        rows = steps.filter(kind__in=["request", "departure"])
        return set(rows.values_list("kind", "number"))

    def looked_at(self) -> "Looked":
        return Looked(self, self.ours(), set(SentPackage.objects.values_list("pk", flat=True)))


@dataclass
class Looked:
    """What stood before somebody tried, and what came since."""

    world: World
    steps: set
    packages: set

    def new_steps(self) -> set[str]:
        return {kind for kind, _number in self.world.ours() - self.steps}

    def check(self, *may: str, because: str = "") -> None:
        """Of steps that pass a gate only these came, and no file says or carries more."""
        assert self.new_steps() <= set(may), (because, self.new_steps(), self.world.wrong)
        assert len(self.world.ours() - self.steps) == len(self.new_steps()), "said twice"
        said = {kind for kind, _number in self.world.ours()}
        for package in SentPackage.objects.exclude(pk__in=self.packages):
            if package.content is None or package.kind == "receipt":
                continue
            assert package.kind == "journey", package.kind
            _header, told = self.world.crossing.elsewhere.opens(bytes(package.content))
            if told["from"] == "sending":
                assert {each["kind"] for each in told["steps"]} <= {*said, "called_off"}
            step = Step.objects.filter(went_with=package).first()
            if told["blocks"]:
                # Who she is goes with the moment in which she sets out, and with nothing else.
                assert step is not None
                assert step.kind == "departure"
                assert "departure" in may


@contextmanager
def apart() -> Iterator[None]:
    """What is tried in here is as if it had never been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def refused(verb: partial) -> bool:
    """Whether it was refused, and in a sentence."""
    try:
        with transaction.atomic():
            verb()
    except Refused as refusal:
        return str(refusal).endswith(".")
    return False


def guardian_is_feared(world: World) -> None:
    children.revise_guardian(
        by=world.town.ana, guardian=world.guardian, seen_version=1, suspected="yes"
    )  # fmt: skip
