from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "amparo.site"
    label = "site"

    def ready(self):
        from amparo.agencies import demo
        from amparo.site import checks, jobs  # noqa: F401  (registers checks and duties)

        demo.also(_tell_the_story)


def _tell_the_story(say):
    # Loaded where it is told alone: it draws in every room, and each verb would wait for that.
    from amparo.site.demonstration import story

    story.load(say)
