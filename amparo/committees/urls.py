from django.urls import path

from amparo.committees.views import commitment, commitments, committee, committees, edit, seats

app_name = "committees"
ONE = "<uuid:committee_id>/"
urlpatterns = [
    path("", committees.committees, name="committees"),
    path("new/", edit.record, name="record"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/new/", commitment.write, name="write"),
    path("commitments/<uuid:commitment_id>/", commitment.commitment, name="commitment"),
    path("commitments/<uuid:commitment_id>/paper/", commitment.paper, name="paper"),
    path("commitments/<uuid:commitment_id>/led/", commitment.lead_to, name="lead_to"),
    path(ONE, committee.committee, name="committee"),
    path(f"{ONE}edit/", edit.edit, name="edit"),
    path(f"{ONE}seats/", seats.seats, name="seats"),
    path(f"{ONE}seats/<uuid:seat_id>/end/", seats.end_term, name="end_term"),
]
