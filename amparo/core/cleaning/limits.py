"""How much a file may ask of the process that rewrites it, and why one is not rewritten."""

from enum import StrEnum

MEGABYTE = 1024 * 1024
# The address space of the process: libraries alone take a quarter of it.
MEMORY = 1024 * MEGABYTE
CPU_SECONDS, WALL_SECONDS = 20, 30
# A picture of sixty million points takes 180 MB while it is drawn, and as much to turn it.
MOST_PIXELS = 60_000_000
MOST_OBJECTS, MOST_PAGES = 200_000, 3_000
MOST_PARTS, MOST_UNPACKED, LARGEST_TREE = 4_000, 200 * MEGABYTE, 24 * MEGABYTE
# What a file may shrink at most: a text a tenfold, a bomb a thousandfold.
MOST_SWELLING, SMALL_ENOUGH = 200, 20 * MEGABYTE


class Because(StrEnum):
    """Why no cleaned copy of a file could be made."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_MUCH = "too_much"
    ENCLOSED = "enclosed"
    MOVING = "moving"
    ENTITIES = "entities"
    BUSY = "busy"


# What the process says as it ends. One that was stopped by the system says nothing.
EXITS = dict(enumerate((each for each in Because if each is not Because.BUSY), start=40))


class CannotClean(Exception):
    """Carries the reason alone, never a word of the file."""

    def __init__(self, because: Because):
        super().__init__(because.value)
        self.because = because
