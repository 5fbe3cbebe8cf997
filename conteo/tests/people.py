"""Invented people, shaped to the table MX-2005. Nobody here exists."""

from collections.abc import Iterator

from conteo.disclosure import Earlier, Tally, judge, tally

T1 = {"labour": 103, "central_american_women": 145, "guatemala": 123}
T2 = {"labour": 107, "central_american_women": 151, "guatemala": 129}
PEOPLE_T1, PEOPLE_T2 = 171, 178

NATIONALITIES_T1 = {"GTM": 123, "HND": 21, "SLV": 12, "NIC": 4, "CRI": 1, "COL": 2} | dict.fromkeys(
    ["COD", "DOM", "ECU", "PER", "CUB", "VEN"], 1
)
NATIONALITIES_T1["HTI"] = 2
NATIONALITIES_T2 = NATIONALITIES_T1 | {"GTM": 129, "BOL": 1}


def by_nationality(counts: dict[str, int]) -> Tally:
    """The people of a nationality table."""
    return tally(rows("nationality", counts), [("nationality",)])


def rows(attribute: str, counts: dict[str, int]) -> Iterator[dict[str, str]]:
    """One row a person."""
    for label, count in counts.items():
        yield from ({attribute: label} for _ in range(count))


def crossed(counts: dict[tuple[str, str], int]) -> Tally:
    """People with two attributes, a and b."""
    people = [{"a": a, "b": b} for (a, b), count in counts.items() for _ in range(count)]
    return tally(people, [("a", "b")])


def published(*tallies: Tally, sealed: bool = True) -> list[Earlier]:
    """Releases published one after another, each judged against all before it."""
    earlier: list[Earlier] = []
    for counted in tallies:
        judged = judge(counted, earlier=earlier)
        assert judged.decision == "publish"
        opened = counted if sealed else None
        earlier.append(Earlier.from_json(judged.to_json(), counts=opened))
    return earlier


def prints(judged) -> dict[tuple[str, ...], dict[tuple[str, ...], str]]:
    """What is on paper: table -> labels -> text."""
    return {t.by: {c.labels: c.shown.text for c in t.cells} for t in judged.tables}
