from django.urls import path

from amparo.agreements.views import (
    agreement,
    agreements,
    annex,
    data_clause,
    deliverable,
    deliverables,
    edit,
    party,
)

app_name = "agreements"
ONE = "<uuid:agreement_id>/"
urlpatterns = [
    path("", agreements.agreements, name="agreements"),
    path("new/", edit.record, name="record"),
    path("deliverables/", deliverables.deliverables, name="deliverables"),
    path(ONE, agreement.agreement, name="agreement"),
    path(f"{ONE}edit/", edit.edit, name="edit"),
    path(f"{ONE}parties/", party.parties, name="parties"),
    path(f"{ONE}parties/<uuid:party_id>/remove/", party.remove, name="remove_party"),
    path(f"{ONE}clauses/", edit.clause, name="clause"),
    path(f"{ONE}sharing/", data_clause.propose, name="propose"),
    path(f"{ONE}sharing/<uuid:clause_id>/", data_clause.settle, name="settle"),
    path(f"{ONE}annexes/", annex.attach, name="attach"),
    path(f"{ONE}annexes/<uuid:annex_id>/", annex.take_out, name="annex"),
    path(f"{ONE}deliverables/", deliverable.promise, name="promise"),
    path(f"{ONE}deliverables/<uuid:deliverable_id>/", deliverable.deliverable, name="deliverable"),
    path(f"{ONE}deliverables/<uuid:deliverable_id>/paper/", deliverable.paper, name="evidence"),
]
