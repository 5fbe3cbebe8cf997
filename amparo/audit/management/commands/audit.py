from amparo.audit import anchors
from amparo.audit.verify import verify
from amparo.core.commands import AmparoCommand
from amparo.core.errors import CheckFailed


class Command(AmparoCommand):
    help = "Verify the log from its first event, or anchor its head outside the database."

    def arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("verify", help="say whether every event is as it was logged")
        check.add_argument("--json", action="store_true")
        verbs.add_parser("anchor", help="append the head to the anchor file")

    def handle(self, **options):
        if options["verb"] == "anchor":
            self.say("Anchored." if anchors.anchor() else "The head has not moved.")
            return
        verdict = verify()
        if options["json"]:
            self.print_json(verdict.as_json())
        if verdict.ok:
            self.say(f"The log holds: {verdict.events} events, nothing altered or missing.")
            return
        bad = verdict.first_bad
        raise CheckFailed(f"The log does not hold at event {bad['sequence']}: {bad['problem']}.")
