from django.urls import path

from amparo.journeys.views import both_ends, received

app_name = "journeys"
CASE = "<uuid:case_id>/"
ONE = f"{CASE}<uuid:journey_id>/"
urlpatterns = [
    path("received/", received.received, name="received"),
    path("received/<uuid:journey_id>/", received.received_one, name="received_one"),
    path(f"{ONE}both/", both_ends.both_ends, name="both_ends"),
]
