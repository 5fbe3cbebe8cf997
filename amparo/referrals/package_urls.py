from django.urls import path

from amparo.referrals.views import incoming, office, offices, packages

app_name = "packages"
urlpatterns = [
    path("", packages.packages, name="packages"),
    path("<uuid:package_id>/file/", packages.take_out, name="take_out"),
    path("referred/<uuid:incoming_id>/", incoming.incoming, name="incoming"),
    path("offices/", offices.offices, name="offices"),
    path("offices/keys/", offices.make_keys, name="make_keys"),
    path("offices/card/", offices.card, name="card"),
    path("offices/bring/", offices.bring, name="bring"),
    path("offices/<uuid:correspondent_id>/", office.office, name="office"),
    path("offices/<uuid:correspondent_id>/end/", office.end, name="end"),
]
