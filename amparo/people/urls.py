from django.urls import path

from amparo.people.views import consents, edit, privacy_notice

app_name = "people"
urlpatterns = [
    path("<uuid:person_id>/", edit.edit, name="edit"),
    path("<uuid:person_id>/consents/", consents.consents, name="consents"),
    path(
        "<uuid:person_id>/consents/<uuid:consent_id>/withdraw/",
        consents.withdraw,
        name="withdraw",
    ),
    path("notice/<slug:version>/", privacy_notice.privacy_notice, name="notice"),
]
