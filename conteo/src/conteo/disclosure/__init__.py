"""Letting numbers out without letting anyone be found.

Rooms: `ladder` (what may be said about how many people), `counts` (one number), `tables`
(people into cells), `audit` (what a reader can work out, by linear programming), `suppress`
(hiding a neighbour to protect a cell), `pairs` (this release against all earlier ones),
`review` (the whole gate). Places kept for later: planner, ledger, attack, noise.

The rules and figures are those of METHODS, sections 4 and 5: the 10-5 rule is that of the
UK Office for National Statistics (suppress under 10, round to 5); hold until five newcomers
is ours, because rounding alone still shows one newcomer in five (section 3.6).
"""

from conteo.disclosure.counts import Share, Shown, count_from_share, share, show, show_total
from conteo.disclosure.pairs import Earlier, keep_or_move, moves_when
from conteo.disclosure.printed import Judged, PrintedCell, PrintedTable
from conteo.disclosure.refusals import Refusal
from conteo.disclosure.review import judge
from conteo.disclosure.tables import OTHERS, UNKNOWN, Table, Tally, tally, tally_figures

__all__ = [
    "OTHERS",
    "UNKNOWN",
    "Earlier",
    "Judged",
    "PrintedCell",
    "PrintedTable",
    "Refusal",
    "Share",
    "Shown",
    "Table",
    "Tally",
    "count_from_share",
    "judge",
    "keep_or_move",
    "moves_when",
    "share",
    "show",
    "show_total",
    "tally",
    "tally_figures",
]
