"""Three hundred invented journeys, counted by the house and counted again by hand.

The hand knows only the day of each word, as it was thrown, and asks nothing of the room.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.models import Journey, Step
from amparo.journeys.policies.thread import Said
from amparo.journeys.queries import delays as queries
from amparo.people.actions import same
from amparo.people.enums.same import Verdict
from amparo.referrals.actions import packages
from amparo.referrals.envelope import CannotOpen

SO_MANY, OURS, THEIRS = 300, "Casa Luz", "Oficina inventada de Guatemala"
DAY = timedelta(days=1)
# How far it came, and in which state the house must say that it is.
FAR = {
    "asked": "asked", "refused": "refused", "agreed": "agreed", "left": "under_way",
    "there": "arrived", "visited": "arrived", "closed": "closed", "off": "called_off",
    "off_after_yes": "called_off", "off_on_the_way": "called_off",
}  # fmt: skip
OF_A_FAMILY = FAR | {"cleared": "cleared", "off_when_cleared": "called_off"}
WORDS = {
    "asked": "a", "refused": "an", "agreed": "ay", "left": "ayl", "there": "aylt",
    "visited": "ayltv", "closed": "ayltvc", "off": "ax", "off_after_yes": "ayx",
    "off_on_the_way": "aylx",
}  # fmt: skip
# Her office says that their papers are there before they leave.
WORDS_OF_A_FAMILY = {far: words.replace("yl", "ykl") for far, words in WORDS.items()} | {
    "cleared": "ayk", "off_when_cleared": "aykx",
}  # fmt: skip
# By whom each word is said, under which name, and how many days at most after the one before.
SENDER, RECEIVER = "sending", "receiving"
SAID = {
    "a": (SENDER, "request", 0), "y": (RECEIVER, "answer", 9), "n": (RECEIVER, "answer", 9),
    "k": (SENDER, "cleared", 90), "l": (SENDER, "departure", 12), "t": (RECEIVER, "arrival", 3),
    "v": (RECEIVER, "visit", 45),
    "c": (RECEIVER, "closure", 200), "x": (SENDER, "called_off", 5),
}  # fmt: skip


@dataclass
class Thrown:
    """One journey as the dice made it."""

    number: str
    side: str
    way: str
    far: str
    days: dict[str, date] = field(default_factory=dict)
    # Which of the invented people; none where nobody opened a case with her.
    who: int | None = None

    @property
    def state(self):
        return OF_A_FAMILY[self.far]

    @property
    def words(self):
        return (WORDS_OF_A_FAMILY if self.way == "family" else WORDS)[self.far]

    def by(self, word):
        """A family sets out from there and comes to her: each end owes what the other one does of
        a return."""
        side = SAID[word][0]
        if self.way == "family" and word in "ltvc":
            side = SENDER if side == RECEIVER else RECEIVER
        return side

    def said(self, side):
        """The words of one end, with their facts, in their order."""
        of_whom, host, who = {"grown": "adult"}, {"host": "not_seen"}, {}
        if self.way == "family":
            one = {"number": 1, "kin": "child", "grown": "child", "wants": []}
            of_whom, host, who = {"relatives": [one]}, {}, {"relatives": [1]}
        facts = {
            "a": {
                "pathway": self.way, "country": "GT", "languages": [], "needs": [],
                "from": "2026-01-01", "until": "2026-12-31",
            } | of_whom,
            "y": {"answers": 1, "says": "yes"} | host,
            "n": {"answers": 1, "says": "no"} | host,
            "k": who,
            "l": {"expected": "2026-01-01"} | who,
            "t": who,
            "v": {"month": 1},
        }  # fmt: skip
        mine = [each for each in self.words if self.by(each) == side]
        return [(SAID[each][1], self.days[each], facts.get(each, {})) for each in mine]


def throw(dice):
    thrown = []
    for place in range(SO_MANY):
        way = "family" if place % 3 == 0 else "return"
        far = dice.choice(list(OF_A_FAMILY if way == "family" else FAR))
        one = Thrown(f"{place:032x}", SENDER if place < 180 else RECEIVER, way, far)
        day = date(2025, 1, 1) + dice.randrange(300) * DAY
        for each in one.words:
            day += dice.randrange(SAID[each][2] + 1) * DAY
            one.days[each] = day
        if one.side == SENDER or place % 2:
            one.who = place
        thrown.append(one)
    # Somebody who took the one way, and later the other; and records that are about one person.
    over = ("closed", "called_off")
    sent = [one for one in thrown if one.side == SENDER and one.state in over]
    for one, again in zip(thrown[:30], sent[-30:], strict=False):
        if one is not again:
            one.who = again.who
    return thrown


SAME = [(31, 32), (32, 33), (40, 181), (41, 42), (50, 51), (183, 185)]


@pytest.fixture
def three_hundred(crossing, town):
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="other")
    Journey.objects.filter(pk=crossing.journey.pk).delete()
    thrown, cases = throw(random.Random(47)), {}
    # Who went twice goes the second time when the first is over.
    for one in sorted(thrown, key=lambda one: one.state not in ("closed", "called_off")):
        if one.who is not None and one.who not in cases:
            cases[one.who] = town.new_case(is_assisted=True)
        held = _made(crossing, town, one, cases)
        _come(crossing, town, one, held)
    for one, other in SAME:
        pair = (cases[each].person for each in (one, other) if each in cases)
        one, other = pair
        same.compare(by=town.alba, one=one, other=other, verdict=Verdict.ONE)
    return crossing, thrown


def _made(crossing, town, one, cases):
    """Our end of it, with all that we said, as if each had been said on its day."""
    theirs = one.said(RECEIVER if one.side == SENDER else SENDER)
    if one.side == SENDER:
        held = Journey.objects.create(
            number=one.number, side=SENDER, case=cases[one.who], agency=town.casa_luz,
            office=crossing.elsewhere.organisation, pathway=one.way, country="GT",
            begun_by=town.ana, begun_at=clock.now(),
        )  # fmt: skip
    else:
        _takes(crossing, town, one, theirs[:1])
        held = Journey.objects.get(number=one.number)
        if one.who is not None:
            held = journeys.link(by=town.ana, journey=held, case=cases[one.who])
    held = steps.held_for_change(held)
    for place, (kind, day, facts) in enumerate(one.said(one.side), start=1):
        said = Said(one.side, place, kind, day, crossing.moment, facts)
        steps._kept(held, said, by=town.ana, now=clock.now())
    if one.far.startswith("off") and one.side == SENDER:
        held.ending = "other"
    steps._follow(held)
    return held


def _takes(crossing, town, one, said):
    content = crossing.they_say(
        *said, journey=one.number, side=RECEIVER if one.side == SENDER else SENDER, pathway=one.way
    )
    return content, packages.take_in(by=town.ana, content=content)


def _come(crossing, town, one, held):
    """Theirs comes, once more as the same file, and once more sealed anew."""
    theirs = one.said(RECEIVER if one.side == SENDER else SENDER)
    if not theirs:
        return
    content, _received = _takes(crossing, town, one, theirs)
    before = _rows(held)
    with pytest.raises(CannotOpen, match="replayed"):
        packages.take_in(by=town.ana, content=content)
    _takes(crossing, town, one, theirs)
    assert _rows(held) == before


def _rows(held):
    state = Journey.objects.filter(pk=held.pk).values_list("state", "riddle", "ending", "case")
    return list(state), list(held.steps.values_list("side", "number", "digest"))


# By hand


def by_hand_people(thrown):
    """Groups of one person: by number, then joined pair by pair until nothing moves."""
    name = {one.who: one.who for one in thrown if one.who is not None}
    moved = True
    while moved:
        moved = False
        for one, other in SAME:
            low = min(name[one], name[other])
            moved = moved or name[one] != low or name[other] != low
            name[one] = name[other] = low
    ways = {}
    for one in thrown:
        if one.who is not None:
            ways.setdefault(name[one.who], set()).add(one.way)
    return ways


STRETCHES = {
    "answer": ("a", "yn"), "papers": ("y", "k"), "leaving": ("y", "l"), "arrival": ("l", "t"),
    "visit": ("t", "v"), "closure": ("t", "c"),
}  # fmt: skip


def by_hand_days(thrown, stretch, on, name=None):
    """Done, waiting and left, each as the days between."""
    done, waits, left = [], [], []
    for one in thrown:
        first, then = STRETCHES[stretch]
        if stretch == "papers" and one.way == "return":
            continue
        # A family waits for its papers first, and may leave only then.
        first = "k" if stretch == "leaving" and one.way == "family" else first
        if name is not None and name != (OURS if one.side == one.by(then[0]) else THEIRS):
            continue
        if first not in one.days:
            continue
        end = next((one.days[each] for each in then if each in one.days), None)
        if end is not None:
            done.append((end - one.days[first]).days)
        elif "x" in one.days or "c" in one.days:
            left.append(0)
        else:
            waits.append((on - one.days[first]).days)
    return sorted(done), sorted(waits), left


def middle(days):
    half = len(days) // 2
    return days[half] if len(days) % 2 else (days[half - 1] + days[half]) / 2


def test_the_house_counts_them_as_the_hand_does(three_hundred):
    crossing, thrown = three_hundred
    rows, on = Journey.objects.all(), clock.today()
    found = queries.totals(rows)
    assert found.journeys == SO_MANY == sum(found.ways.values()) == sum(found.states.values())
    for way in ("return", "family"):
        assert found.ways[way] == len([one for one in thrown if one.way == way])
    for state in found.states:
        assert found.states[state] == len([one for one in thrown if one.state == state]), state
    ways = by_hand_people(thrown)
    assert found.union == len(ways) == sum(found.people.values())
    assert found.people == {
        "return": len([each for each in ways.values() if each == {"return"}]),
        "family": len([each for each in ways.values() if each == {"family"}]),
        "both": len([each for each in ways.values() if len(each) == 2]),
    }
    assert found.people["both"] > 0
    assert found.without_case == len([one for one in thrown if one.who is None]) > 0
    assert found.attribution.union == found.union
    assert found.attribution.identified_in == {}
    held = queries.delays(rows, on=on)
    _are_the_same(held.together, thrown, on, None)
    assert {each.name for each in held.offices} == {OURS, THEIRS} or len(held.offices) == 2
    for office in held.offices:
        _are_the_same(office.delays, thrown, on, OURS if office.is_ours else THEIRS)
    _nothing_was_added(crossing, thrown)


def _are_the_same(found, thrown, on, name):
    for each in found:
        done, waits, left = by_hand_days(thrown, each.stretch, on, name)
        assert (each.done, each.waits, each.left, each.odd) == (
            len(done), len(waits), len(left), 0,
        ), (name, each.stretch)  # fmt: skip
        # Of the quick ones alone no middle is told.
        told = len(done) >= 5 and len(done) > len(waits)
        assert each.middle == (middle(done) if told else None), (name, each.stretch)
        assert each.longest == (waits[-1] if len(waits) >= 5 else None), (name, each.stretch)


def _nothing_was_added(crossing, thrown):
    """Each word once, at whichever end it was said, however often its file came."""
    assert Step.objects.count() == sum(len(one.days) for one in thrown)
    assert Case.objects.filter(journeys__isnull=False).distinct().count() == len(
        {one.who for one in thrown} - {None}
    )
