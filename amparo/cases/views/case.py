from django.shortcuts import render

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases import access, parts, policies, queries, sections
from amparo.cases.enums import NEXT_STATUS, Status, YesNo
from amparo.cases.enums.closing import CLOSED
from amparo.cases.forms.case import LabelForm
from amparo.cases.queries import same
from amparo.core import clock
from amparo.people import policies as people
from amparo.people import queries as people_queries
from amparo.people.policies import contact as contact_policies
from amparo.people.queries import contact as queries_contact


def case(request, case_id):
    """One case on one page: safety first, then what happens next, then everything else, folded."""
    case = access.open_case(request.member, case_id, page="case")
    member, today = request.member, clock.today()
    label = queries.label_of(case, member=member)
    lines = people_queries.consent_lines(case.person, on=today)
    may_contact = contact_policies.can_read(case.person, by=member)
    shelves = parts.shelves(member, case)
    contact = queries_contact.answer_of(case.person)
    # Whoever may not read how she is contacted does not contact her.
    ways = queries_contact.ways_now(case.person) if may_contact else []
    context = {
        "case": case,
        "label": label,
        "label_form": LabelForm(initial={"text": label}),
        "same": possible_same(request, case),
        "compared": same.about_one(case, member=member),
        "team": queries.team_of(case),
        "events": queries.event_lines(case),
        "documents": queries.documents_of(case),
        "consents": lines,
        "contact": contact,
        "ways": ways,
        "safety": shelves.pop(parts.Shelf.SAFETY, None),
        "presses": case.immediate_danger == YesNo.YES or contact != YesNo.YES or not ways,
        "shelves": list(shelves.values()),
        "urgent": [part for shelf in shelves.values() for part in shelf.urgent],
        "sections": sections.sections(member, case),
        "is_overdue": queries.Line(case, label, today).is_overdue,
        "next_statuses": next_statuses(case),
        "is_minor": queries.was_minor(case.person, None) is True,
        "may_record": policies.can_record(case, by=member),
        "may_reveal": people.can_reveal(case.person, by=member),
        "may_keep": people.can_keep(case.agency, by=member),
        "may_see_who": agencies.may(member, Permission.SEE_WHO_SAW),
    } | queries.person_words(case.person)
    return render(request, "cases/case.html", context)


def next_statuses(case):
    """Where an open case may go; a closed one is taken up again on the page of its closing."""
    onward = NEXT_STATUS[case.status] - CLOSED if case.is_open else ()
    return [(status, status.label) for status in Status if status in onward]


def possible_same(request, case):
    """Right after names were typed: other cases that may be about the same person."""
    if request.GET.get("check") != "names":
        return []
    cases = access.visible_cases(request.member)
    found = queries.possible_same(cases, case, member=request.member)
    if found:
        detail = {"cases": len(found)}
        audit.record("possible_same_shown", by=request.member, about=case, detail=detail)
    return found
