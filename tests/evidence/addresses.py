"""The addresses of the site with those of this room, wherever the site mounts them."""

from django.urls import include, path

from amparo.urls import *  # noqa: F403
from amparo.urls import urlpatterns as of_the_site

urlpatterns = [*of_the_site, path("evidence/", include("amparo.evidence.urls"))]
