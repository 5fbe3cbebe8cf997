from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "amparo.site"
    label = "site"

    def ready(self):
        from amparo.agencies import demo
        from amparo.site import checks, jobs  # noqa: F401  (registers checks and duties)
        from amparo.site.demonstration import story

        demo.also(story.load)
