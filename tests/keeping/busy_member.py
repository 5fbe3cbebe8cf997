"""Ana at work in a process of her own until its input ends; then she looks for all she entered.

Says a line for each piece of work that was confirmed, and in the end what she could not find again.
"""

import random
import select
import sys

# Others want to work too, and what she entered has to be looked for in the end.
PAUSE, MOST = 0.05, 25
SYLLABLES = ("ba", "que", "chi", "do", "fu", "ga", "li", "mo", "nu", "pe", "ra", "so", "ti", "ve")


def main(number: int) -> None:
    import django

    django.setup()
    from django.db import connections

    from amparo.agencies.models import Member

    luck, ana, entered = random.Random(number), Member.objects.get(username="ana"), {}
    lost = []
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        if len(entered) < MOST:
            begin(ana, luck, number, entered)
        go_on(ana, luck, entered)
        word = luck.choice(list(entered))
        lost += [] if found(ana, word, entered[word]) else [f"meanwhile {word}"]
        sys.stdout.write(f"{len(entered)}\n")
        sys.stdout.flush()
    lost += [name for name, note in entered.items() if not found(ana, name, note)]
    sys.stdout.write(f"lost: {lost}\n")
    connections.close_all()


def begin(ana, luck, number, entered) -> None:
    """An intake, as one request."""
    from amparo.cases import actions

    word = "".join(luck.choices(SYLLABLES, k=5)).title()
    about = {"given_names": f"Inventada {number}", "paternal_surname": word, "phone": "555"}
    actions.take_in(
        by=ana, agency=ana.agency, about_person=about, about_case={"notes": f"of {word}"}
    )
    entered[word] = f"of {word}"


def go_on(ana, luck, entered) -> None:
    """Work on cases that were read before the request began, as after a page was open a while."""
    from amparo.assistance import actions as assistance
    from amparo.cases import actions
    from amparo.cases.models import Case
    from amparo.core.changes import ChangedMeanwhile

    for case in luck.sample(list(Case.objects.select_related("person")), k=2):
        assistance.record(by=ana, case=case, service="Shelter", given_on=None, note="a bed")
        actions.record_event(by=ana, cases=[case], narrative="on the road")
        if case.person.paternal_surname in entered:
            actions.choose_label(by=ana, case=case, text="the one with the hat")
            try:
                correct(ana, Case.objects.select_related("person").get(pk=case.pk), entered)
            except ChangedMeanwhile:
                continue  # A colleague was quicker; Ana would compare.


def correct(ana, case, entered) -> None:
    from amparo.cases import actions
    from amparo.people import actions as people

    person, word = case.person, case.person.paternal_surname
    again = f"{entered[word]}!"
    actions.revise(by=ana, case=case, seen_version=case.version, notes=again)
    entered[word] = again
    called = f"{person.known_as}Titi"[:40]
    people.revise(by=ana, person=person, seen_version=person.version, known_as=called)


def found(ana, word, note) -> bool:
    from amparo.cases import queries
    from amparo.cases.models import Case

    hits, _more = queries.find_by_name(Case.objects.all(), word, member=ana)
    return any(hit.line.case.notes == note for hit in hits)


if __name__ == "__main__":
    main(int(sys.argv[1]))
