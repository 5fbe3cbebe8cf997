"""What anybody reaches: an address that says nothing to whoever reads it over a shoulder."""

from django.urls import path

from amparo.cases.views import told

app_name = "tips"
urlpatterns = [
    path("", told.tell, name="tell"),
    path("2/", told.answer, name="answer"),
]
