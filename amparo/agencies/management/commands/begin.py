from django.conf import settings
from django.db import transaction

from amparo.agencies import OPERATOR, actions, queries
from amparo.agencies.enums import AgencyKind
from amparo.agencies.models import Agency
from amparo.core.commands import AmparoCommand


class Command(AmparoCommand):
    help = "Found the first agency and invite its administrator, while there is none."

    def arguments(self, parser):
        parser.add_argument("--agency", required=True, metavar="CODE")
        parser.add_argument("--agency-name", required=True)
        parser.add_argument("--admin", required=True, metavar="USERNAME")
        parser.add_argument("--admin-name", required=True)
        parser.add_argument("--admin-email", required=True)

    def handle(self, **options):
        address = next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://localhost:8000")
        member = self._begin(options, address)
        link = address.rstrip("/") + queries.way_in(member)
        self.stdout.write(
            f"Her way in, for 30 minutes, once (mailed too, where mail is set):\n{link}"
        )

    @transaction.atomic
    def _begin(self, options, address):
        agency = Agency.objects.filter(code=options["agency"]).first()
        agency = agency or actions.found_agency(
            by=OPERATOR,
            code=options["agency"],
            name=options["agency_name"],
            kind=AgencyKind.OFFICE,
        )
        return actions.begin(
            by=OPERATOR,
            address=address,
            username=options["admin"],
            display_name=options["admin_name"],
            email=options["admin_email"],
            agency=agency,
            language=settings.LANGUAGE_CODE,
        )
