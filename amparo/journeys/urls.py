from django.urls import path

from amparo.journeys.views import (
    both_ends,
    grant,
    lost_contact,
    received,
    reintegration,
    reintegration_end,
    services_near,
    visit,
    what_she_holds,
)
from amparo.journeys.views.claim import claim
from amparo.journeys.views.claim_new import claim_new
from amparo.journeys.views.claimant import claimant
from amparo.journeys.views.claims import claims
from amparo.journeys.views.match import match
from amparo.journeys.views.matches import matches
from amparo.journeys.views.tracing import tracing

app_name = "journeys"
CASE = "<uuid:case_id>/"
ONE = f"{CASE}<uuid:journey_id>/"
urlpatterns = [
    path("received/", received.received, name="received"),
    path("received/<uuid:journey_id>/", received.received_one, name="received_one"),
    path(f"{ONE}both/", both_ends.both_ends, name="both_ends"),
    # Her family looked for, and who asks for her.
    path("claims/", claims, name="claims"),
    path("claims/new/", claim_new, name="claim_new"),
    path("claims/<uuid:claim_id>/", claim, name="claim"),
    path("claims/<uuid:claim_id>/claimant/", claimant, name="claimant"),
    path("matches/", matches, name="matches"),
    path("matches/<uuid:match_id>/", match, name="match"),
    path("<uuid:case_id>/tracing/", tracing, name="tracing"),
    path("<uuid:case_id>/reintegration/", reintegration.reintegration, name="reintegration"),
    path("<uuid:case_id>/reintegration/begin/", reintegration.begin, name="reintegration_begin"),
    path("<uuid:case_id>/reintegration/plan/", reintegration.sort_plan, name="sort_plan"),
    path("<uuid:case_id>/reintegration/visit/new/", visit.new, name="visit_new"),
    path("<uuid:case_id>/reintegration/visit/<uuid:visit_id>/", visit.visit, name="visit"),
    path("<uuid:case_id>/reintegration/near/", services_near.near, name="services_near"),
    path("<uuid:case_id>/reintegration/lost/", lost_contact.lost_contact, name="lost_contact"),
    path("<uuid:case_id>/reintegration/end/", reintegration_end.end, name="reintegration_end"),
    path("<uuid:case_id>/reintegration/again/", reintegration_end.again, name="way_back"),
    path("<uuid:case_id>/reintegration/card/", what_she_holds.card, name="card"),
    path("<uuid:case_id>/reintegration/promises/", what_she_holds.promises, name="promises"),
    path("<uuid:case_id>/reintegration/grants/new/", grant.new, name="grant_new"),
    path("<uuid:case_id>/reintegration/grants/<uuid:grant_id>/", grant.grant, name="grant"),
]
