from django.urls import path

from amparo.directory.views import (
    bring,
    capacity,
    card,
    edit,
    location,
    rights,
    service,
    services,
    tier,
)

app_name = "directory"
urlpatterns = [
    path("", services.services, name="services"),
    path("bring/", bring.bring, name="bring"),
    path("bring/<uuid:bringing_id>/", bring.brought, name="brought"),
    path("rights/", rights.rights, name="rights"),
    path("take-out/", bring.take_out, name="take_out"),
    path("new/", edit.record, name="record"),
    path("<uuid:service_id>/", service.service, name="service"),
    path("<uuid:service_id>/edit/", edit.edit, name="edit"),
    path("<uuid:service_id>/verify/", service.verify, name="verify"),
    path("<uuid:service_id>/tier/", tier.tier, name="tier"),
    path("<uuid:service_id>/capacity/", capacity.capacity, name="capacity"),
    path("<uuid:service_id>/places/", location.location, name="location"),
    path(
        "<uuid:service_id>/places/<uuid:location_id>/remove/",
        location.remove,
        name="location_remove",
    ),
    path("<uuid:service_id>/card/", card.card, name="card"),
]
