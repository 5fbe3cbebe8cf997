from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "amparo.referrals"
    label = "referrals"
    verbose_name = _("Referrals")

    def ready(self):
        # Asks for a clause wherever a disclosure of a referral is asked; closes referrals with her
        # no, and clears a table with its session; stands on the case page and among what waits;
        # reminds whoever does not answer.
        from amparo.referrals import jobs  # noqa: F401
        from amparo.referrals.actions import (  # noqa: F401
            conference,
            file_answers,
            incoming,
            referral,
            transfer,
        )
        from amparo.referrals.queries import conference as tables  # noqa: F401
        from amparo.referrals.queries import going, paper, referrals  # noqa: F401
