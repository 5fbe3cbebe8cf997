from django.urls import path

from amparo.organisations.views import edit, organisation, organisations

app_name = "organisations"
urlpatterns = [
    path("", organisations.organisations, name="organisations"),
    path("new/", edit.record, name="record"),
    path("<uuid:organisation_id>/", organisation.organisation, name="organisation"),
    path("<uuid:organisation_id>/edit/", edit.edit, name="edit"),
]
