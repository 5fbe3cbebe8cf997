"""What the issue says of a family that would come to her, by what was done for it.

All of it is written from the issue and the record of the decision, in words of its own: nothing of
the gates is asked about the gates.
"""

from dataclasses import dataclass, field
from datetime import date

# What may be otherwise than right, and in which ways. What begins with "fine" shuts nothing and is
# there so that a gate that is shut for no reason is noticed too.
OTHERWISE = {
    "consent": (
        "none", "refused", "ends before", "taken back later", "another office", "to go home",
        "fine until that day",
    ),
    "keys": ("no clause",),
    "risk": (
        "none", "high", "of being sold again", "not of herself", "high later", "ran out",
        "somebody met her", "fine of her family",
    ),
    "family": (
        "nobody", "one stays later", "one joins later", "all stay", "all stay later",
        "fine grown alone", "fine two children", "fine one stays",
    ),
    "feared": ("he", "later", "who brings them"),
    "rule": (
        "another relation", "mother of a grown woman", "mother of nobody knows", "fine grown son",
        "married sister", "sister of 18", "sister not known", "fine mother of a young woman",
        "fine sister", "fine anybody where nobody knows", "grown since", "fine young when applied",
        "papers of another rule",
    ),
    "he": (
        "not asked", "no", "taken back later", "no on the same day", "fine no and then yes",
        "fine an older no",
    ),
    "child": ("not asked", "no", "taken back later", "asked as grown", "fine of unknown age"),
    "custody": (
        "nobody", "another must agree", "forbidden", "not known", "forbidden later",
        "fine another agreed", "fine allowed",
    ),
    "best": ("none", "against", "not now", "against later"),
    "she": ("not determined", "against", "presumed later", "fine"),
    "papers": (
        "his is missing", "its was asked for", "its ends before", "lost later",
        "fine until that day",
    ),
    "way": ("none", "past", "nobody to call", "nobody meets them"),
    "alone": ("with nobody", "with a child", "escort ends before", "fine escort"),
    "answer": ("none", "no", "to an earlier request", "yes and then no", "fine no and then yes"),
    "off": ("by us", "by them", "the other way"),
    "ban": ("fine on her",),
    "left": ("fine all", "fine fewer", "fine nobody said so"),
}  # fmt: skip
EACH_ALONE = [(thing, how) for thing, ways in OTHERWISE.items() for how in ways]
EXPIRES = {"passport", "medical", "entry", "leave"}


def papers_of(rule: str, kin: str, *, child: bool) -> list[str]:
    """By hand, as the two rules read."""
    found = ["passport", "birth", "entry"]
    if rule == "us-t":
        found += ["application", "photos", "medical"]
        found += ["kinship"] if kin in ("parent", "sibling") else []
        found += ["unmarried"] if kin == "sibling" else []
    else:
        found += ["answer"]
        found += ["kinship"] if kin in ("parent", "sibling", "other") else []
    found += ["marriage"] if kin == "spouse" else []
    return found + (["custody", "leave"] if child else [])


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@dataclass
class Kept:
    """A relative, as who wrote her or him down remembers it."""

    number: int
    name: str
    kin: str
    born: date | None
    unmarried: bool | None = None
    # What was said last, and whether who has custody and the child itself were heard.
    says: str = ""
    heard: bool = False
    custody: str = ""
    best: str = ""
    # Of each paper until when it holds; one that never ends has no day.
    papers: dict[str, date | None] = field(default_factory=dict)
    along: int | None = None
    stays: bool = False
    feared: bool = False

    def is_child(self, *days: date) -> bool:
        return self.born is None or any(age(self.born, day) < 18 for day in days)


@dataclass
class Known:
    """What was done, as who did it remembers it."""

    yes_until: date | None = None
    clause: bool = False
    # "low", "high", "" while nobody looked at what happens to her; and until when it holds.
    risk: tuple[str, date] | None = None
    is_child: bool = False
    best: str = ""
    born: date | None = None
    rule: str = "us-t"
    applied_on: date | None = None
    relatives: dict[int, Kept] = field(default_factory=dict)
    # Who was asked for last: who it is under each number.
    asked: dict[int, str] | None = None
    they_say: str = ""
    way: tuple[date, date, bool, bool] | None = None
    # First day, last day, whether she fears such a name.
    escorts: list[tuple[date, date, bool]] = field(default_factory=list)
    is_off: bool = False
    left_on: date | None = None

    @property
    def travel(self) -> list[Kept]:
        return [each for each in self.relatives.values() if not each.stays]

    @property
    def numbers(self) -> list[int]:
        return sorted(each.number for each in self.travel)

    def may_be_named(self, today: date) -> set[str]:
        """Those alone who said yes themselves, and whom she does not fear."""
        return {
            each.name for each in self.travel if self._wants(each, today) and not each.feared
        }  # fmt: skip

    def may_be_asked(self, today: date) -> bool:
        sets_out = max(today, self.way[0]) if self.way else today
        return (
            not self.is_off
            and self.clause
            and self.yes_until is not None
            and self.yes_until >= sets_out
            and self.risk is not None
            and self.risk[0] == "low"
            and self.risk[1] >= today
            and bool(self.travel)
            and all(not each.feared and self._may_come(each, today) for each in self.travel)
        )

    def may_be_cleared(self, today: date) -> bool:
        """All papers are there, of each who was asked for and of nobody else."""
        if not self.may_be_asked(today) or self.they_say != "yes" or self.way is None:
            return False
        leaves, arrives, can_call, is_met = self.way
        return (
            {each.number: each.name for each in self.travel} == self.asked
            and leaves >= today
            and can_call
            and is_met
            and (not self.is_child or self.best == "serves")
            and all(self._is_ready(each, today) for each in self.travel)
            and all(
                first <= leaves and arrives <= last and not feared
                for first, last, feared in self.escorts
            )
        )

    def may_have_arrived(self) -> bool:
        """By the word of her own office, once the other accompanies them."""
        return not self.is_off and self.they_say == "yes"

    def _wants(self, each: Kept, today: date) -> bool:
        return each.says == "yes" and (each.heard or not self._child(each, today))

    def _child(self, each: Kept, today: date) -> bool:
        return each.is_child(today, max(today, self.way[1]) if self.way else today)

    def _is_ready(self, each: Kept, today: date) -> bool:
        if not self._wants(each, today):
            return False
        arrives = self.way[1]
        child = self._child(each, today)
        brings = self.relatives.get(each.along) if each.along else None
        goes_along = brings and not brings.stays and not self._child(brings, today)
        return all(
            code in each.papers and (code not in EXPIRES or each.papers[code] >= arrives)
            for code in papers_of(self.rule, each.kin, child=child)
        ) and (
            not child
            or (
                each.custody == "clear"
                and each.best == "serves"
                and (bool(goes_along) or bool(self.escorts))
            )
        )

    def _may_come(self, each: Kept, today: date) -> bool:
        """Whom the summary of the rule names; where nobody knows, the authority is asked."""
        if self.rule == "general" or each.kin in ("spouse", "child"):
            return True
        day = self.applied_on or today
        she_is_young = self.born is not None and age(self.born, day) < 21
        if each.kin == "sibling":
            young = each.born is not None and age(each.born, day) < 18
            return she_is_young and young and each.unmarried is True
        return she_is_young and each.kin == "parent"
