"""A child in the town: who stands for her, a doubt about her age, a yes of hers."""

from amparo.core import clock
from amparo.people.actions import children

ASSENT = {"guardian_says": "granted", "says": "granted", "words": "Sí.", "explained": "Dibujos."}
STATISTICS = {
    "purpose": "statistics", "block": "facts", "recipient": "programme_statistics",
    "answer": "granted", "language": "es", "how": "spoken", "notice_version": "2026-11",
}  # fmt: skip


def stands(town, case, **facts):
    facts = {
        "name": "Rosa Inventada", "relation": "mother", "basis": "parent", "suspected": "no",
    } | facts  # fmt: skip
    return children.add_guardian(by=town.ana, person=case.person, **facts)


def doubted(town, case):
    doubt = {"found_on": clock.today(), "reasons": "Parece menor."}
    return children.find_age(by=town.ana, person=case.person, said="presumed", **doubt)
