from django.urls import path

from amparo.statistics.views import extract, extracts

app_name = "statistics"
urlpatterns = [
    path("", extracts.extracts, name="extracts"),
    path("<uuid:extract_id>/", extract.extract, name="extract"),
]
