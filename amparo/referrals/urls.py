from django.urls import path

from amparo.referrals.views import (
    conference,
    new,
    new_to,
    of_case,
    received,
    referral,
    sent,
    slip,
)

app_name = "referrals"
CASE = "<uuid:case_id>/"
ONE = f"{CASE}<uuid:referral_id>/"
urlpatterns = [
    path("", sent.sent, name="sent"),
    path("slip/", slip.slip, name="slip"),
    path("received/", received.received, name="received"),
    path("received/<uuid:referral_id>/", received.received_one, name="received_one"),
    path("table/<uuid:session_id>/", conference.table, name="table"),
    path(CASE, of_case.of_case, name="of_case"),
    path(f"{CASE}conference/", conference.conference, name="conference"),
    path(f"{CASE}new/", new_to.new_to, name="new_to"),
    path(f"{CASE}new/<uuid:service_id>/", new.new, name="new"),
    path(ONE, referral.referral, name="referral"),
]
