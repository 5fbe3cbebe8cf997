from django.urls import path

from amparo.registers.views import brought, doubts, imports, mapping, trial, upload

app_name = "registers"
urlpatterns = [
    path("", imports.imports, name="imports"),
    path("new/", upload.upload, name="upload"),
    path("waiting/<uuid:upload_id>/", mapping.mapping, name="mapping"),
    path("waiting/<uuid:upload_id>/columns/", mapping.correct, name="correct"),
    path("waiting/<uuid:upload_id>/trial/", trial.trial, name="trial"),
    path("waiting/<uuid:upload_id>/bring-in/", trial.bring_in, name="bring_in"),
    path("waiting/<uuid:upload_id>/discard/", trial.discard, name="discard"),
    path("<uuid:import_id>/", brought.brought, name="import"),
    path("<uuid:import_id>/undo/", brought.undo, name="undo"),
    path("<uuid:import_id>/doubts/<slug:kind>/", doubts.doubts, name="doubts"),
    path("<uuid:import_id>/doubts/<slug:kind>/all/", doubts.settle_all, name="settle_all"),
    path("<uuid:import_id>/doubt/<int:doubt_id>/", doubts.settle, name="settle"),
]
