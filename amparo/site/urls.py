from django.urls import path

from amparo.site.views import (
    audit,
    components,
    drafts,
    health,
    home,
    language,
    lock,
    roles,
    stay,
    today,
)

app_name = "site"
urlpatterns = [
    path("", home.home, name="home"),
    path("today/", today.today, name="today"),
    path("audit/", audit.audit, name="audit"),
    path("roles/", roles.roles, name="roles"),
    path("language/", language.choose, name="language"),
    path("health", health.health, name="health"),
    path("drafts/", drafts.keep, name="draft"),
    path("lock/", lock.lock, name="lock"),
    path("closed/", lock.closed, name="closed"),
    path("stay/", stay.stay, name="stay"),
    path("components/", components.components, name="components"),
]
