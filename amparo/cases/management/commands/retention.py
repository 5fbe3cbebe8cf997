from amparo.agencies import OPERATOR
from amparo.agencies.models import Agency
from amparo.cases.actions import retention as actions
from amparo.cases.queries import retention as queries
from amparo.core import clock
from amparo.core.commands import AmparoCommand


class Command(AmparoCommand):
    help = (
        "Show how files are kept by series. Changes nothing without --write; disposes of nothing."
    )

    def arguments(self, parser):
        parser.add_argument("--agency", metavar="CODE", help="one agency alone")
        parser.add_argument(
            "--write",
            action="store_true",
            help="give closed files their series and give the warnings that are due, as the clock "
            "does each day",
        )

    def handle(self, **options):
        agencies = Agency.objects.order_by("code")
        if options["agency"]:
            agencies = agencies.filter(code=options["agency"])
        for agency in agencies:
            if options["write"]:
                done = actions.keep_up(by=OPERATOR, agency=agency)
                self.stdout.write(f"{agency.code}: {done['given']} given, {done['warned']} warned")
            self._show(agency)
        if not options["write"]:
            self.say("Nothing was written. --write does what the clock does each day.")
        self.say("Files are disposed of by two people, on the page of retention alone.")

    def _show(self, agency):
        without = queries.without_series(agency).count()
        self.stdout.write(f"{agency.code}: {without} closed without a series")
        for line in queries.kept([agency], today=clock.today()):
            self.stdout.write(
                f"  {line.series.code}: {line.files} files, {line.ended} ended, {line.held} held, "
                f"{line.within[30]}/{line.within[7]}/{line.within[1]} within 30/7/1 days"
            )
