from django.urls import path

from amparo.journeys.views import (
    bans,
    beginning,
    both_ends,
    delays,
    family,
    grant,
    itinerary,
    journey,
    journeys,
    lost_contact,
    neutral_name,
    of_case,
    outside,
    papers,
    received,
    record,
    reintegration,
    reintegration_end,
    relative,
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
from amparo.journeys.views.other_way import other_way
from amparo.journeys.views.relative_write import relative_write
from amparo.journeys.views.tracing import tracing

app_name = "journeys"
CASE = "<uuid:case_id>/"
ONE = f"{CASE}<uuid:journey_id>/"
RELATIVE = f"{ONE}relatives/<uuid:relative_id>/"
urlpatterns = [
    path("", journeys.journeys, name="journeys"),
    path("delays/", delays.delays, name="delays"),
    path("received/", received.received, name="received"),
    path("received/<uuid:journey_id>/", received.received_one, name="received_one"),
    path("neutral-name/", neutral_name.neutral_name, name="neutral_name"),
    path(CASE, of_case.of_case, name="of_case"),
    path(f"{CASE}leaving/", bans.bans, name="bans"),
    path(f"{CASE}leaving/<uuid:ban_id>/", bans.ban, name="ban"),
    path(ONE, journey.journey, name="journey"),
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
    path("<uuid:case_id>/reintegration/beginning/", beginning.beginning, name="beginning"),
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
    # Her family comes to her, and the other way.
    path(f"{ONE}rule/", family.rule, name="family_rule"),
    path(f"{ONE}relatives/new/", relative.relative_new, name="relative_new"),
    path(RELATIVE, relative.relative, name="relative"),
    path(f"{RELATIVE}edit/", relative.relative_edit, name="relative_edit"),
    path(f"{RELATIVE}write/<slug:kind>/", relative_write, name="relative_write"),
    path(f"{RELATIVE}papers/<slug:code>/", relative.relative_paper, name="relative_paper"),
    path(f"{RELATIVE}stays/", relative.relative_stays, name="relative_stays"),
    path(
        f"{RELATIVE}appointments/<uuid:appointment_id>/",
        relative.appointment_kept,
        name="appointment_kept",
    ),
    path(f"{RELATIVE}fees/<uuid:fee_id>/", relative.fee_receipt, name="fee_receipt"),
    path(f"{ONE}other-way/", other_way, name="other_way"),
    path(f"{ONE}mind/", journey.change_mind, name="change_mind"),
    path(f"{ONE}write/<slug:kind>/", record.record, name="record"),
    path(f"{ONE}escort/<uuid:escort_id>/off/", record.take_off_escort, name="take_off_escort"),
    path(f"{ONE}papers/", papers.papers, name="papers"),
    path(f"{ONE}papers/<slug:code>/", papers.paper, name="paper"),
    path(f"{ONE}itinerary/", itinerary.itinerary, name="itinerary"),
    path(f"{ONE}outside/", outside.outside_new, name="outside_new"),
    path(f"{ONE}outside/<uuid:paper_id>/", outside.outside, name="outside"),
    path(f"{ONE}outside/<uuid:paper_id>/cancel/", outside.outside_cancel, name="outside_cancel"),
]
