"""What of a person may go with a referral, block by block. Pure: asks no database.

Two keys to each block: what lets it go for her (her yes or a legal duty, as `people` decides) and a
data-sharing clause that opens the way for the organisation. Either alone lets nothing go. Where two
people decided because a life is in danger or a court ordered it, no clause is asked: an agreement
that ran out must not cost a life.

Asked when it is drafted, when it is sent, and each time that somebody opens what went.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from amparo.agreements.policies import data_clause
from amparo.people.enums import Why
from amparo.people.policies.disclosure import BY_TWO, Verdict


def may_go(
    verdicts: Iterable[Verdict], clauses: Iterable[Any], *, purpose: str, basis: str, on: date
) -> list[Verdict]:
    """`verdicts`: what lets each block go for her. `clauses`: all from the one organisation to the
    other, open or not."""
    held = list(verdicts)
    if basis in BY_TWO:
        return held
    ways = [each for each in clauses if (each.purpose, each.basis) == (purpose, basis)]
    return [_by_clause(each, ways, on) if each.goes else each for each in held]


def _by_clause(verdict: Verdict, ways: list[Any], on: date) -> Verdict:
    about = [each for each in ways if each.block == verdict.block]
    ends = [each.ends_on for each in about if data_clause.opens(each, on=on)]
    if ends:
        return replace(verdict, until=min(filter(None, [verdict.until, max(ends)])))
    why = Why.CLAUSE_SHUT if about else Why.NO_CLAUSE
    return replace(verdict, goes=False, why=why, until=None, consent=None)


def lost(verdicts: Iterable[Verdict], sent: Iterable[str]) -> list[Verdict]:
    """Of what was sent, what may not go any more because of her: she took her yes back, said no,
    or fears who gets it. That a clause ran out is no word of hers."""
    by_clause = {Why.NO_CLAUSE, Why.CLAUSE_SHUT}
    wanted = set(sent)
    return [
        each
        for each in verdicts
        if each.block in wanted and not each.goes and each.why not in by_clause
    ]
