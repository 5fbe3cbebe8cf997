from django.urls import path

from .views import claim, derivation, evidence

app_name = "evidence"
urlpatterns = [
    path("", evidence.evidence, name="evidence"),
    path("claim/<slug:name>/", claim.claim, name="claim"),
    path("derived/<slug:name>/", derivation.derivation, name="derivation"),
]
