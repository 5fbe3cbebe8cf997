"""Erasing as two people do it, for the tests that look at what is left."""

from amparo.people import actions


def erase(town, person=None, *, ground="she_asked"):
    """Alba, who coordinates Casa Luz, asks; Fina, who watches over its data, confirms."""
    person = person or town.case.person
    erasure = actions.ask_erasure(by=town.alba, person=person, ground=ground)
    return actions.erase(by=town.fina, erasure=erasure)
