from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "amparo.taxonomy"
    label = "taxonomy"
