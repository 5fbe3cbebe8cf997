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
    transfer,
    transfers,
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
    path("transfers/", transfers.transfers, name="transfers"),
    path("transfers/<uuid:transfer_id>/", transfers.transfer_one, name="transfer_one"),
    path(f"{CASE}transfer/", transfer.transfer, name="transfer"),
    path(CASE, of_case.of_case, name="of_case"),
    path(f"{CASE}conference/", conference.conference, name="conference"),
    path(f"{CASE}new/", new_to.new_to, name="new_to"),
    path(f"{CASE}new/<uuid:service_id>/", new.new, name="new"),
    path(ONE, referral.referral, name="referral"),
]
