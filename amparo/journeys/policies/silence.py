"""Which word does one office owe the other, since when, and when is it late? Pure: asks no
database.

Days alone count, and those that were told: a clock that is an hour off changes nothing. How long is
usual was agreed with nobody and stands in no law; it is what a caseworker waits before she calls.
Where both offices agree on other days, they change here.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from amparo.cases import deadlines
from amparo.journeys.enums import Pathway, Says, Side, StepKind
from amparo.journeys.enums.silence import Word
from amparo.journeys.policies import thread
from amparo.journeys.policies.thread import Said

DAY = timedelta(days=1)
# A working week: the office there asks others before it answers.
ANSWER = NOTICE = LEAVING = 5
# From the day after she was expected: somebody who did not arrive is looked for at once.
ARRIVAL = 0
# The first visit is due after a month; a week more, for her hours and the roads.
VISIT = 37
# A file is sealed to be sent: the next working day at the latest.
FILE = 1
# They have to know of these at once: somebody waits for her, or nobody does.
AT_ONCE = frozenset({StepKind.DEPARTURE, StepKind.CALLED_OFF})
AT_ONCE_FILE, AT_ONCE_NOTICE = 0, 1

# So long a file can be opened. By then somebody has called, or nobody waits any more.
LET_BE = timedelta(days=31)

After = Callable[[date, int], date]


@dataclass(frozen=True)
class File:
    """The file with which a step of ours went. `came`: they signed that they hold it."""

    number: int
    made_on: date
    left_on: date | None
    came: bool = False


@dataclass(frozen=True)
class Owed:
    """A word that is awaited: of whom, since when, and from which days on it is late."""

    word: Word
    side: Side
    since: date
    late_from: date
    raise_from: date

    def is_late(self, on: date) -> bool:
        return on >= self.late_from


def is_let_be(ended_on: date | None, *, on: date) -> bool:
    """Whether the end lies so far back that nothing is awaited any more."""
    return ended_on is not None and on > ended_on + LET_BE


def owed(
    said: Collection[Said],
    *,
    ours: str,
    pathway: str,
    they_hold: int = 0,
    files: Collection[File] = (),
) -> list[Owed]:
    """All that is awaited in a journey, the first to be late on top."""
    files = _that_matter(said, ours, files)
    heard = max([they_hold, *(each.number for each in files if each.came)])
    lying = _lying(heard, files)
    found = [
        *_word(said, lying, pathway),
        *_file(said, ours, lying),
        *_notice(said, ours, heard, files),
    ]
    return sorted(found, key=lambda each: (each.late_from, each.word))


def _word(said: Collection[Said], lying: Collection[File], pathway: str) -> Iterator[Owed]:
    """The next word, by what both said so far. An answer to what still lies here is awaited of
    nobody."""

    def of(kind: str) -> str:
        return thread.who_says(kind, pathway=pathway)

    left, there = _last(said, StepKind.DEPARTURE), _last(said, StepKind.ARRIVAL)
    on_the_road = left is not None and (there is None or thread.is_somebody_missing(said))
    if left is not None and on_the_road:
        # Also when it was called off since: whoever is on the road is somewhere.
        expected = date.fromisoformat(left.facts["expected"])
        yield _until(Word.ARRIVAL, of(StepKind.ARRIVAL), expected, ARRIVAL, _days_after)
    if _end(said) or (on_the_road and there is None):
        return
    request = thread.last_request(said)
    answer = thread.answer_to(request, said)
    if there is not None:
        if _last(said, StepKind.VISIT) is None:
            yield _until(Word.VISIT, of(StepKind.VISIT), there.day, VISIT, _days_after)
    elif request is not None and answer is None:
        if request.number not in {each.number for each in lying}:
            yield _until(Word.ANSWER, of(StepKind.ANSWER), request.day, ANSWER)
    elif request is not None and answer is not None and answer.facts.get("says") == Says.YES:
        # A family waits for its papers, for as long as authorities take; nobody is late with it.
        if pathway == Pathway.FAMILY and thread.last_clearance(said) is None:
            return
        last = date.fromisoformat(request.facts["until"])
        yield _until(Word.LEAVING, of(StepKind.DEPARTURE), last, LEAVING)


def _that_matter(said: Collection[Said], ours: str, files: Collection[File]) -> list[File]:
    """After the end only that the other office hears of it matters, if this one said it."""
    end = _end(said)
    if end is None:
        return list(files)
    return [each for each in files if end.side == ours and each.number == end.number]


def _lying(heard: int, files: Collection[File]) -> list[File]:
    """Those that never left. Each carries all that was said before it, so the last that left, or
    of which they know, stands for those before."""
    gone = max([heard, *(each.number for each in files if each.left_on)])
    return [each for each in files if each.number > gone]


def _file(said: Collection[Said], ours: str, lying: Collection[File]) -> Iterator[Owed]:
    if lying:
        usual = AT_ONCE_FILE if _is_at_once(said, ours, lying) else FILE
        yield _until(Word.FILE, Side(ours), min(each.made_on for each in lying), usual)


def _notice(
    said: Collection[Said], ours: str, heard: int, files: Collection[File]
) -> Iterator[Owed]:
    """Where nothing went but a request, its answer will tell; and who has ended well is asked
    nothing more."""
    went = [each for each in files if each.left_on and each.number > heard]
    kinds = {_kind(said, ours, each) for each in went}
    if went and not kinds <= {StepKind.REQUEST, StepKind.CLOSURE}:
        usual = AT_ONCE_NOTICE if _is_at_once(said, ours, went) else NOTICE
        since = min(each.left_on for each in went if each.left_on)
        yield _until(Word.NOTICE, thread.other(ours), since, usual)


def _is_at_once(said: Collection[Said], ours: str, files: Collection[File]) -> bool:
    return any(_kind(said, ours, each) in AT_ONCE for each in files)


def _kind(said: Collection[Said], ours: str, file: File) -> str:
    return next(each.kind for each in said if (each.side, each.number) == (ours, file.number))


def _end(said: Collection[Said]) -> Said | None:
    return _last(said, StepKind.CALLED_OFF) or _last(said, StepKind.CLOSURE)


def _last(said: Collection[Said], kind: str) -> Said | None:
    found = [each for each in said if each.kind == kind]
    return max(found, key=lambda each: each.number, default=None)


def _days_after(day: date, days: int) -> date:
    return day + days * DAY


def _until(word: Word, side: str, since: date, usual: int, after: After = deadlines.after) -> Owed:
    """Late from the day after the usual time; after twice the time who leads hears of it."""
    late, raised = after(since, usual) + DAY, after(since, 2 * usual) + DAY
    return Owed(word, Side(side), since, late, raised)
