"""The shelter as those see it who work in it: who sleeps there, and no case."""

from django.urls import path

from amparo.assistance.views import bed_list, guest, incidents, rooms, shelter, shift, unit

app_name = "shelter"
urlpatterns = [
    path("", shelter.shelters, name="shelters"),
    path("<uuid:shelter_id>/", shelter.tonight, name="tonight"),
    path("<uuid:shelter_id>/beds/", shelter.confirm, name="confirm"),
    path("<uuid:shelter_id>/list/", bed_list.bed_list, name="list"),
    path("<uuid:shelter_id>/shift/", shift.shift, name="shift"),
    path("<uuid:shelter_id>/incidents/", incidents.incidents, name="incidents"),
    path(
        "<uuid:shelter_id>/incidents/<uuid:incident_id>/done/",
        incidents.done,
        name="incident_done",
    ),
    path("<uuid:shelter_id>/rooms/", rooms.rooms, name="rooms"),
    path("<uuid:shelter_id>/rooms/<uuid:unit_id>/", unit.unit, name="unit"),
    path("<uuid:shelter_id>/guests/<uuid:stay_id>/", guest.guest, name="guest"),
    path(
        "<uuid:shelter_id>/guests/<uuid:stay_id>/doses/<uuid:medication_id>/",
        guest.dose,
        name="dose",
    ),
]
