"""Worlds in which anything may stand or fall on her family's way to her, made through actions."""

from dataclasses import dataclass, field
from datetime import date, time

from amparo.cases.actions import children as determinations
from amparo.core import clock
from amparo.journeys.actions import family as actions
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import other_way, preparing
from amparo.journeys.models import Journey, Relative, RelativePaper, Step
from amparo.journeys.policies.itinerary import Leg
from amparo.journeys.queries import family
from amparo.journeys.queries import steps as queries
from amparo.people.actions import consents, contact, records
from amparo.people.actions.relations import add_related
from amparo.people.models import Person
from amparo.referrals.models import SentPackage
from tests.children import doubted
from tests.on_the_way.any_world import ASSENT, DAY, Clock
from tests.on_the_way.family import GROWN, LEVELS, SMALL, Coming
from tests.on_the_way.family_known import EXPIRES, Kept, Known, papers_of
from tests.on_the_way.family_looked import Looked
from tests.on_the_way.going_home import Home

CAME = {"channel": "visit", "began": "her", "outcome": "reached"}
HIM, IT, THIRD = "Tomás Inventado", "Lucía Piedraluna", "Rosaura Cantera"
SHE_TOO = "Abril Piedraluna"
BRINGS = "Gumersinda Robledal"
OURS = ("request", "cleared", "arrival", "visit", "closure")
# For a rule that is about ages and relations: who comes beside the two.
ALSO = {
    "another relation": ("other", GROWN, None),
    "mother of a grown woman": ("parent", GROWN, None),
    "mother of nobody knows": ("parent", GROWN, None),
    "fine grown son": ("child", date(2000, 5, 4), None),
    "married sister": ("sibling", date(2012, 5, 4), False),
    "sister of 18": ("sibling", date(2006, 5, 4), True),
    "sister not known": ("sibling", None, True),
    "fine mother of a young woman": ("parent", GROWN, None),
    "fine sister": ("sibling", date(2012, 5, 4), True),
    "fine anybody where nobody knows": ("other", GROWN, None),
    "grown since": ("parent", GROWN, None),
    "fine young when applied": ("parent", GROWN, None),
}
YOUNG = ("married sister", "sister of 18", "sister not known", "fine mother of a young woman",
         "fine sister")  # fmt: skip


@dataclass
class Family:
    """A family's journey under way in which `wrong` is otherwise than right."""

    crossing: Coming
    clock: Clock
    wrong: dict[str, str]
    # Whether all of it is prepared before the other office is asked, or once it said yes.
    early: bool = True
    known: Known = field(default_factory=Known)
    theirs: list = field(default_factory=list)

    def __post_init__(self):
        self.goes, self.lands = self.crossing.goes, self.crossing.goes + DAY
        self.known.born = date(2001, 5, 4)

    @property
    def town(self):
        return self.crossing.town

    @property
    def case(self):
        return self.crossing.case

    @property
    def by_ana(self):
        return {"by": self.town.ana, "journey": self.journey}

    @property
    def journey(self) -> Journey:
        found = Journey.objects.select_related("case__person", "case__agency", "office")
        return found.get(pk=self.crossing.journey.pk)

    @property
    def today(self) -> date:
        return clock.today()

    def is_wrong(self, thing: str, *hows: str) -> bool:
        return self.wrong.get(thing) in hows

    # Before anybody is asked

    def prepare(self) -> None:
        self._her_age()
        self._says_yes()
        if not self.is_wrong("keys", "no clause"):
            self.crossing.clause()
            self.known.clause = True
        self._assess()
        self._who()
        if self.is_wrong("ban", "fine on her"):
            self.crossing.ban()
        if self.early:
            self.get_ready()
        if self.is_wrong("feared", "he"):
            self.fears(HIM)
        if self.is_wrong("family", "all stay"):
            self.all_stay()
        if self.is_wrong("off", "by us"):
            journeys.call_off(**self.by_ana, ending="other")
            self.known.is_off = True

    def _her_age(self) -> None:
        how = self.wrong.get("rule")
        born = {
            "grown since": self.today + 3 * DAY,
            "fine young when applied": self.today - 2 * DAY,
        }
        born = born.get(how) or (self.today + 200 * DAY if how in YOUNG else None)
        person = Person.objects.get(pk=self.case.person_id)
        if how == "mother of nobody knows":
            records.revise(
                by=self.town.ana, person=person, seen_version=person.version, birth_date=""
            )
            self.known.born = None
        if born is not None:
            born = born.replace(year=born.year - 21, day=min(born.day, 28))
            records.revise(
                by=self.town.ana, person=person, seen_version=person.version,
                birth_date=born.isoformat(), birth_year=born.year,
            )  # fmt: skip
            self.known.born = born
        self.case.person = Person.objects.get(pk=person.pk)
        if "she" in self.wrong and not self.is_wrong("she", "presumed later"):
            doubted(self.town, self.case)
            self.known.is_child = True
            self.guardian = self.crossing.mother()

    def _says_yes(self) -> None:
        how, more = self.wrong.get("consent"), {}
        if how == "none":
            return
        if self.known.is_child:
            more["assent"] = {**ASSENT, "guardian": self.guardian}
        if how == "another office":
            Home.says_yes(
                self.crossing, purpose="family", recipient_name="Otra Oficina Inventada", **more
            )
            return
        if how == "to go home":
            self.crossing.says_yes(purpose="return", **more)
            return
        until = {"ends before": self.goes - DAY, "fine until that day": self.goes}
        until = until.get(how, self.goes + 30 * DAY)
        self.yes = self.crossing.says_yes(expires_on=until, **more)
        self.known.yes_until = until
        if how == "refused":
            self.crossing.says_yes(answer="refused")
            self.known.yes_until = None

    def _assess(self) -> None:
        how = self.wrong.get("risk")
        changed = {
            "high": {"person": "high"}, "of being sold again": {"again": "high"},
            "fine of her family": {"family": "high"},
        }.get(how, {})  # fmt: skip
        levels = LEVELS | changed
        if how == "not of herself":
            levels = {"family": "low", "staff": "low"}
        if how == "none":
            return
        until = self.today + (2 if how == "ran out" else 30) * DAY
        self.crossing.safe(levels=levels, next_due_on=until)
        found = "high" if how in ("high", "of being sold again") else "low"
        self.known.risk = ("" if how == "not of herself" else found, until)
        if how == "somebody met her":
            contact.log_contact(by=self.town.ana, person=self.case.person, **CAME)
            self.known.risk = None

    # Who would come

    def _who(self) -> None:
        how, rule = self.wrong.get("family"), self.wrong.get("rule")
        if rule == "fine anybody where nobody knows":
            self.by_rule("general")
        if how != "nobody":
            him = self.adds(HIM, "spouse", GROWN)
            if how != "fine grown alone":
                self._it(him)
            if how == "fine two children":
                self.adds(SHE_TOO, "child", date(2015, 5, 4), along=him)
            if how == "fine one stays":
                self.stays(self.adds("Wenceslao Quintal", "spouse", GROWN))
        if rule in ALSO:
            kin, born, unmarried = ALSO[rule]
            along = next(iter(self.known.numbers), None)
            self.adds(THIRD, kin, born, unmarried=unmarried, along=along)
        if rule == "fine young when applied":
            self.by_rule("us-t", applied_on=self.today - 10 * DAY)

    def _it(self, him: int) -> None:
        born = {"asked as grown": date(2000, 5, 4), "fine of unknown age": None}
        born = born.get(self.wrong.get("child"), SMALL)
        along = {"with nobody": None, "escort ends before": None, "fine escort": None}
        along = along.get(self.wrong.get("alone"), him)
        if self.is_wrong("alone", "with a child"):
            along = self.adds(SHE_TOO, "child", date(2000, 5, 4), along=him)
        self.adds(IT, "child", born, along=along)

    def adds(self, name, kin, born, *, unmarried=None, along=None) -> int:
        kept = actions.keep_relative(
            **self.by_ana, name=name, kin=kin, born_on=born, unmarried=unmarried,
            travels_with=along and self.row(along),
        )  # fmt: skip
        known = Kept(kept.number, name, kin, born, unmarried=unmarried, along=along)
        self.known.relatives[kept.number] = known
        return kept.number

    def row(self, number: int) -> Relative:
        pk = Relative.objects.get(journey=self.crossing.journey, number=number).pk
        return family.relative_of(self.journey, pk)

    def revise(self, number: int, **facts) -> None:
        row = self.row(number)
        actions.keep_relative(**self.by_ana, relative=row, seen_version=row.version, **facts)

    def named(self, name: str) -> Kept | None:
        return next((each for each in self.known.travel if each.name == name), None)

    def stays(self, number: int) -> None:
        actions.let_stay(**self.by_ana, relative=self.row(number))
        self.known.relatives[number].stays = True

    def all_stay(self) -> None:
        for number in self.known.numbers:
            self.stays(number)

    def by_rule(self, rule: str, applied_on: date | None = None) -> None:
        plan = family.plan(self.journey)
        actions.choose_rule(
            **self.by_ana, rule=f"{rule}-1", applied_on=applied_on,
            seen_version=plan.version if plan else 0,
        )  # fmt: skip
        self.known.rule, self.known.applied_on = rule, applied_on

    def fears(self, name: str) -> None:
        add_related(
            by=self.town.ana, person=self.case.person, name=name, relation="other", suspected=True
        )  # fmt: skip
        for each in self.known.relatives.values():
            each.feared |= each.name == name
        if name == BRINGS:
            self.known.escorts = [(*days, True) for *days, _feared in self.known.escorts]

    # What each needs

    def get_ready(self) -> None:
        """Words, custody, papers, the way and who goes along."""
        if self.journey.is_over:
            return
        for number in self.known.numbers:
            self._word(self.known.relatives[number])
            self._custody(self.known.relatives[number])
        self._who_brings_it_is_a_child()
        self._way()
        for number in self.known.numbers:
            self._papers(self.known.relatives[number])
        self._escort()
        if self.known.is_child and not self.is_wrong("she", "not determined"):
            self.determined("against" if self.is_wrong("she", "against") else "serves")

    def _who_brings_it_is_a_child(self) -> None:
        """As it turns out once all of it was written down."""
        abril = self.named(SHE_TOO)
        if abril is not None and self.is_wrong("alone", "with a child"):
            self.revise(abril.number, born_on=date(2015, 5, 4))
            abril.born = date(2015, 5, 4)

    def determined(self, outcome: str) -> None:
        determinations.determine(
            by=self.town.ana, case=self.case, question="reunification", outcome=outcome,
            decided_on=self.today, body="Procuraduría", options="Todas", her_view="Quiere",
            reasons="Las que son",
        )  # fmt: skip
        self.known.best = outcome

    def says(self, each: Kept, says: str, *, asked_on: date | None = None, counts=True) -> None:
        heard = each.is_child(self.today, self.lands) or self._turns_out_a_child(each)
        more = {} if heard else {"representative": "", "child_view": ""}
        self.crossing.word(
            self.row(each.number), says=says, asked_on=asked_on or self.today, **more
        )
        if counts:
            each.says, each.heard = says, heard

    def _turns_out_a_child(self, each: Kept) -> bool:
        return each.name == SHE_TOO and self.is_wrong("alone", "with a child")

    def _word(self, each: Kept) -> None:
        how = self.wrong.get({HIM: "he", IT: "child"}.get(each.name, ""), "")
        if how == "not asked":
            return
        if how in ("no", "fine no and then yes"):
            self.says(each, "no")
        if how != "no":
            self.says(each, "yes")
        if how == "no on the same day":
            self.says(each, "no")
        if how == "fine an older no":
            self.says(each, "no", asked_on=self.today - DAY, counts=False)
        if how == "asked as grown":
            self.revise(each.number, born_on=SMALL)
            each.born = SMALL

    def _custody(self, each: Kept) -> None:
        if not each.is_child(self.today, self.lands) and not self._turns_out_a_child(each):
            return
        how, best = self.wrong.get("custody"), self.wrong.get("best")
        if each.name != IT:
            how = best = None
        facts = {"custody_with": "Su abuela", "ordered": "none"} | {
            "nobody": {"custody_with": " "},
            "another must agree": {"must_agree": "Su padre"},
            "fine another agreed": {"must_agree": "Su padre", "agreed_on": self.today},
            "forbidden": {"ordered": "forbids"},
            "not known": {"ordered": "unknown"},
            "fine allowed": {"ordered": "allows"},
        }.get(how, {})
        shuts = how in ("nobody", "another must agree", "forbidden", "not known")
        each.custody = "" if shuts else "clear"
        if best != "none":
            each.best = {"against": "against", "not now": "later"}.get(best, "serves")
            facts |= {"best": each.best, "best_by": "DIF Inventado", "best_on": self.today}
        self.revise(each.number, **facts)

    def _papers(self, each: Kept) -> None:
        row, found = self.row(each.number), []
        child = each.is_child(self.today, self.lands)
        for code in papers_of(self.known.rule, each.kin, child=child):
            state, until = self._how_far(each, code)
            facts = {"code": code, "state": state, "valid_until": until}
            if state == "held":
                each.papers[code] = until if code in EXPIRES else None
            if "papers" in self.wrong and state != "missing":
                actions.keep_paper(**self.by_ana, relative=row, asked_on=self.today, **facts)
            elif state != "missing":
                found.append(RelativePaper(relative=row, asked_on=self.today, **facts))
        # Where nothing is to be seen of them, one by one they would take most of the time.
        RelativePaper.objects.bulk_create(found)

    def _how_far(self, each: Kept, code: str) -> tuple[str, date]:
        otherwise = {
            ("his is missing", HIM, "birth"): ("missing", self.goes),
            ("its was asked for", IT, "leave"): ("asked", self.goes + 90 * DAY),
            # They set out on that day, and arrive on the next.
            ("its ends before", IT, "passport"): ("held", self.goes),
        }
        how = self.wrong.get("papers")
        until = self.lands if how == "fine until that day" else self.goes + 90 * DAY
        return otherwise.get((how, each.name, code), ("held", until))

    def _way(self) -> None:
        how = self.wrong.get("way")
        if how == "none":
            return
        leaves = self.today + 3 * DAY if how == "past" else self.goes
        leg = Leg(
            start="Oaxaca", end="Chicago", leaves_on=leaves, leaves_at=time(8),
            arrives_on=leaves + DAY, arrives_at=time(15),
        )  # fmt: skip
        facts = {"contacts": "555-0101", "met_by": "Ana", "cash": "", "kit": ""}
        facts |= {"nobody to call": {"contacts": " "}, "nobody meets them": {"met_by": ""}}.get(
            how, {}
        )
        preparing.keep_itinerary(**self.by_ana, legs=[leg], **facts)
        self.known.way = (
            leaves, leaves + DAY, how != "nobody to call", how != "nobody meets them"
        )  # fmt: skip

    def _escort(self) -> None:
        if not (
            self.is_wrong("alone", "escort ends before", "fine escort")
            or self.is_wrong("feared", "who brings them")
        ):
            return
        until = self.goes if self.is_wrong("alone", "escort ends before") else self.lands
        self.crossing.escort(name=BRINGS, cleared_on=self.today, cleared_until=until)
        self.known.escorts.append((self.today, until, False))

    # Once the other office was asked

    def request_facts(self) -> dict:
        until = (self.goes + 3 * DAY).isoformat()
        facts = {"languages": [], "needs": [], "from": self.goes.isoformat(), "until": until}
        return facts | queries.about_her(self.journey)

    def was_asked(self) -> None:
        self.known.asked = {each.number: each.name for each in self.known.travel}

    def answered(self) -> None:
        how = self.wrong.get("answer")
        if self.journey.state != "asked" or how == "none":
            return
        says = ["no"] if how == "no" else ["yes"]
        says = {"yes and then no": ["yes", "no"], "fine no and then yes": ["no", "yes"]}.get(
            how, says
        )
        self.they_tell(*(self.crossing.yes(says=each) for each in says))
        self.known.they_say = says[-1]
        if how == "to an earlier request":
            self.crossing.say("request", **self.request_facts())
            self.known.they_say = ""
        if self.is_wrong("off", "by them"):
            self.they_tell(("called_off", self.today, {}))
            self.known.is_off = True

    def they_tell(self, *said) -> None:
        self.theirs += said
        self.crossing.takes_in(self.crossing.they_say(*self.theirs, holds=1))

    def then(self) -> None:
        """What falls once all of it stood, and the days until they set out."""
        if self.is_wrong("consent", "taken back later"):
            consents.withdraw_consent(by=self.town.ana, consent=self.yes)
            self.known.yes_until = None
            self.known.is_off |= self.journey.state == "called_off"
        if self.is_wrong("she", "presumed later"):
            doubted(self.town, self.case)
            self.known.is_child, self.known.yes_until = True, None
        self.clock.ahead += 5 * DAY
        if self.is_wrong("risk", "high later"):
            self.crossing.safe(levels=LEVELS | {"person": "high"})
            self.known.risk = ("high", self.today)
        if self.journey.is_over:
            return
        if self.is_wrong("off", "the other way"):
            other_way.switch(**self.by_ana, pathway="return", country="GT")
            self.known.is_off = True
            return
        self._later_of_them()

    def _later_of_them(self) -> None:
        him, it = self.named(HIM), self.named(IT)
        if self.is_wrong("alone", "with a child"):
            # Nothing else is written down of it until somebody grown is named.
            it = None
        if it and self.is_wrong("best", "against later"):
            self.revise(it.number, best="against", best_by="DIF Inventado", best_on=self.today)
            it.best = "against"
        if it and self.is_wrong("custody", "forbidden later"):
            self.revise(it.number, ordered="forbids")
            it.custody = ""
        if him and self.is_wrong("papers", "lost later"):
            self.crossing.paper(self.row(him.number), "passport", state="missing")
            him.papers.pop("passport", None)
        if self.is_wrong("rule", "papers of another rule"):
            self.by_rule("general" if self.known.rule == "us-t" else "us-t")
        for each, thing in ((him, "he"), (it, "child")):
            if each and self.is_wrong(thing, "taken back later"):
                self.says(each, "taken_back")
        if self.is_wrong("feared", "later"):
            self.fears(HIM)
        if self.is_wrong("feared", "who brings them"):
            self.fears(BRINGS)
        if self.is_wrong("family", "all stay later"):
            self.all_stay()
        if self.is_wrong("family", "one joins later"):
            self.joins()
        if it and self.is_wrong("family", "one stays later"):
            self.stays(it.number)

    def joins(self) -> None:
        """A grown son of whom all is there at once."""
        one = self.known.relatives[self.adds("Hilario Piedraluna", "child", date(2001, 1, 5))]
        self.says(one, "yes")
        self._papers(one)

    def they_leave(self) -> None:
        """What the other office tells once it knows that they may."""
        how = self.wrong.get("left")
        if self.journey.state != "cleared" or how == "fine nobody said so":
            return
        numbers = self.known.numbers[: 1 if how == "fine fewer" else None]
        self.they_tell(("departure", self.today, self.leaving(numbers)))
        self.known.left_on = self.today

    def leaving(self, numbers: list[int]) -> dict:
        return {"expected": max(self.goes, self.today).isoformat(), "relatives": numbers}

    # What may have come of it

    def ours(self) -> set[tuple[str, str, int]]:
        rows = Step.objects.filter(journey__case__isnull=False, side="sending", kind__in=OURS)
        return set(rows.values_list("kind", "journey__number", "number"))

    def looked_at(self) -> Looked:
        sent = set(SentPackage.objects.values_list("pk", flat=True))
        return Looked(self, self.ours(), sent, self.journey.state)
