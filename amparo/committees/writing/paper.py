from dataclasses import dataclass

from amparo.committees.writing.blocks import Block


@dataclass(frozen=True)
class Paper:
    """What is laid out: its blocks, whose head it bears, and what must stand above them."""

    blocks: list[Block]
    head: str
    language: str
    is_draft: bool = False
    is_demonstration: bool = False

    @property
    def title(self) -> str:
        titles = [str(block["text"]) for block in self.blocks if block["kind"] == "title"]
        return titles[0] if titles else self.head
