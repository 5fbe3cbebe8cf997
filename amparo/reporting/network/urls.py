from django.urls import path

from amparo.reporting.network import views

app_name = "network"
urlpatterns = [
    path("", views.network, name="network"),
    path("graphml/", views.graphml, name="graphml"),
]
