from django.conf import settings

from amparo.core import states
from amparo.core.commands import AmparoCommand
from amparo.core.errors import CheckFailed

TARGET = "docs/reference/states.md"


class Command(AmparoCommand):
    help = "Write the pages of the manual that follow from the code."

    def arguments(self, parser):
        pages = parser.add_subparsers(dest="page", required=True)
        drawn = pages.add_parser("states", help="which state may follow which")
        drawn.add_argument("--check", action="store_true", help="only say whether it is current")

    def handle(self, **options):
        target, wanted = settings.BASE / TARGET, states.page()
        if target.exists() and target.read_text() == wanted:
            self.say(f"{TARGET} is current.")
            return
        if options["check"]:
            raise CheckFailed(f"{TARGET} is not current. Run `./bin/amparo docs states`.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(wanted)
        self.say(f"Wrote {TARGET}.")
