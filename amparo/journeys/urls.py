from django.urls import path

from amparo.journeys.views import both_ends, received
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
]
