from django.shortcuts import render

from amparo import audit
from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.audit.middleware import reads_only
from amparo.cases import access, queries
from amparo.cases.access import need_to_know
from amparo.cases.forms.case import SearchForm
from amparo.people import policies as people
from amparo.people.access import confirmed_recently

SHOWN = ("given_names", "paternal_surname", "maternal_surname", "known_as")


@reads_only
def search(request):
    """Find a case by name or number. What was asked is neither kept nor put into an address."""
    agencies.may(request.member, Permission.OPEN_CASES).or_refuse()
    form = SearchForm(request.POST or None)
    context = {
        "form": form,
        "names": confirmed_recently(request),
        "is_on_call": need_to_know.is_on_call(request.member),
    }
    if request.method == "POST" and form.is_valid():
        context |= answer(request, form.cleaned_data["words"], names=context["names"])
    return render(request, "cases/search.html", context)


def answer(request, words, *, names):
    member, cases = request.member, access.visible_cases(request.member)
    number = queries.case_number(words)
    if number:
        found, more = queries.find_by_number(cases, number, member=member), False
    else:
        found, more = queries.find_by_name(cases, words, member=member)
    detail = {"by": "number" if number else "name", "found": len(found)}
    audit.record("searched", by=member, detail=detail)
    for each in found if names else ():
        people.can_reveal(each.person, by=member).or_refuse()
        audit.record(
            "identity_revealed",
            by=member,
            about=each.person,
            fields=SHOWN,
            detail={"page": "search"},
        )
    return {"asked": True, "found": found, "more": more}
