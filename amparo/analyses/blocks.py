"""The text of an analysis as blocks: headings, paragraphs, lists and tables that cite figures.

Authors write Markdown, one file for each language. A number enters only as a token, [[fig:CODE]];
a bare number is an error unless it is a date, an article or the number of a heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from amparo.core.errors import CheckFailed

TOKEN = re.compile(r"\[\[(fig|table):([^\]]+)\]\]")
MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "January February March April May June July August September October November December"
).split()
_MONTH = "|".join(MONTHS)
ALLOWED = re.compile(
    rf"""
    \d{{1,2}}(?:\sde)?\s(?:{_MONTH})(?:\sde)?\s\d{{4}}   # 1 September 2012, 1 de septiembre de 2012
    | (?:{_MONTH})(?:\sde)?\s\d{{4}}                     # June 2013, junio de 2013
    | \b(?:1[5-9]|20)\d\d\b                              # a year
    | (?:article|articles|art\.|artículo|artículos)\s\d+ # an article of law
    | \b[A-F][1-6]\sm[0-3]\b                             # a grade
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Run:
    """A piece of a line: words, or the code of a figure."""

    text: str = ""
    figure: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """kind: heading, paragraph, item or table."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    table: str = ""


@dataclass(frozen=True)
class Text:
    blocks: tuple[Block, ...]
    cited: tuple[str, ...] = field(default=())


def bare_numbers(text: str) -> list[str]:
    """Numbers that nothing vouches for."""
    without = ALLOWED.sub(" ", TOKEN.sub(" ", text))
    return re.findall(r"\d[\d.,]*", without)


def read(markdown: str) -> Text:
    """Read a text into blocks, or say which line holds a number without a source."""
    for number, line in enumerate(markdown.splitlines(), 1):
        if bare_numbers(line):
            raise CheckFailed(
                f"Line {number} of the text holds a number that cites nothing. A number enters an "
                "analysis only as a figure with its source: write [[fig:CODE]] instead."
            )
    blocks = tuple(_blocks(markdown))
    cited = dict.fromkeys(run.figure for block in blocks for run in block.runs if run.figure)
    return Text(blocks, tuple(cited))


def _blocks(markdown: str) -> Iterator[Block]:
    within, level = "paragraph", 0
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "heading_open":
            within, level = "heading", int(token.tag[1])
        elif token.type == "list_item_open":
            within = "item"
        elif token.type in ("heading_close", "list_item_close"):
            within, level = "paragraph", 0
        elif token.type == "inline":
            yield _block(within, level, token)


def _block(within: str, level: int, token) -> Block:
    whole = TOKEN.fullmatch(token.content.strip())
    if whole and whole[1] == "table":
        return Block("table", table=whole[2])
    return Block(within, tuple(_runs(token.children or [])), level)


def _runs(children) -> Iterator[Run]:
    strong = False
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type == "softbreak":
            yield Run(" ", strong=strong)
        elif child.type == "text":
            yield from _split(child.content, strong)


def _split(text: str, strong: bool) -> Iterator[Run]:
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()], strong=strong)
        yield Run(figure=match[2], strong=strong)
        end = match.end()
    if end < len(text):
        yield Run(text[end:], strong=strong)
