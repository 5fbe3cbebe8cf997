from amparo.audit.middleware import leaves_something
from amparo.committees import access
from amparo.core import clock
from amparo.reporting.actions import reports as actions
from amparo.reporting.pages import committee, services
from amparo.reporting.views import one_page
from amparo.reporting.views.one_page import first


@leaves_something
def committee_page(request, committee_id):
    """What a committee does, on one A4. It is of organisations, so whoever signs in may take it."""
    held = access.get_committee_or_404(request.member, committee_id)
    actions.take_out_committee(by=request.member, committee=held)

    def facts(rows):
        page = committee.compose(request.member, held, on=clock.today())
        chart = services.by_place(held.place, most=rows)
        lists = ("resolved", "promised", "strands", "in_force")
        found = {"page": page, "chart": chart}
        for name in lists:
            found |= first(name, getattr(page, name), max(2, 2 * rows // 3))
        return found

    name = f"comite-{clock.today().isoformat()}"
    return one_page.answer(request, "reporting/committee_page.html", name, facts)
