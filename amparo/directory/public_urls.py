"""What anybody reaches, without signing in: services that are public, and nothing else."""

from django.urls import path

from amparo.directory.views import public

app_name = "services"
urlpatterns = [
    path("", public.services, name="services"),
    path("<uuid:service_id>/", public.service, name="service"),
    path("<uuid:service_id>/card/", public.card, name="card"),
]
