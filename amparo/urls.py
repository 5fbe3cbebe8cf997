from django.urls import include, path

urlpatterns = [
    path("", include("amparo.site.urls")),
    path("account/", include("allauth.urls")),
]
handler403 = "amparo.site.views.errors.refused"
handler404 = "amparo.site.views.errors.not_found"
handler500 = "amparo.site.views.errors.broken"
