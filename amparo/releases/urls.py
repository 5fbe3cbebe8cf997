from django.urls import path

from amparo.releases.views import approve, figures, propose, release, releases, return_release

app_name = "releases"
urlpatterns = [
    path("releases/", releases.releases, name="releases"),
    path("releases/propose/<uuid:extract_id>/", propose.propose, name="propose"),
    path("releases/<uuid:release_id>/", release.release, name="release"),
    path("releases/<uuid:release_id>/approve/", approve.approve, name="approve"),
    path("releases/<uuid:release_id>/return/", return_release.return_release, name="return"),
    path("figures/", figures.figures, name="figures"),
]
