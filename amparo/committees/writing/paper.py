from dataclasses import dataclass
from datetime import date

from amparo.committees.writing.blocks import Block


@dataclass(frozen=True)
class Paper:
    """What is laid out: its blocks, whose head it bears, and what must stand above them.

    `day` is that of the session: the foot of every page says whose it is and of which day, so that
    no page with signatures can be put under other words.
    """

    blocks: list[Block]
    head: str
    language: str
    day: date
    is_draft: bool = False
    is_demonstration: bool = False

    @property
    def foot(self) -> str:
        return f"{self.head} · {self.day.isoformat()}"

    @property
    def title(self) -> str:
        titles = [str(block["text"]) for block in self.blocks if block["kind"] == "title"]
        return titles[0] if titles else self.head
