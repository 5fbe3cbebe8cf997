from django.shortcuts import render

from amparo import audit
from amparo.cases import access, queries
from amparo.people import policies
from amparo.people.access import confirmation_required
from amparo.people.models import Person


@confirmation_required
def identity(request, case_id):
    """Who the person is. Shown after confirming who asks, and logged field by field."""
    case = access.open_case(request.member, case_id, page="identity")
    policies.can_reveal(case.person, by=request.member).or_refuse()
    fields = Person.Privacy.identifying
    audit.record("identity_revealed", by=request.member, about=case.person, fields=fields)
    context = {"case": case, "person": case.person, "birth": queries.birth_words(case.person)}
    return render(request, "cases/identity.html", context)
