"""What other agencies opened to this one: a door of its own, beside the cases."""

from django.urls import path

from amparo.cases.views import shared

app_name = "shared"
urlpatterns = [
    path("", shared.shared, name="shared"),
    path("<uuid:disclosure_id>/", shared.shared_one, name="one"),
    path("<uuid:disclosure_id>/readers/", shared.readers, name="readers"),
]
