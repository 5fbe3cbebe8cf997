from django.urls import path

from amparo.site.views import drafts, health, home, language, roles

app_name = "site"
urlpatterns = [
    path("", home.home, name="home"),
    path("roles/", roles.roles, name="roles"),
    path("language/", language.choose, name="language"),
    path("health", health.health, name="health"),
    path("drafts/", drafts.keep, name="draft"),
]
