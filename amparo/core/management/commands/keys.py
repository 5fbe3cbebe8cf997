from amparo.core import keyring, keystore, rotation
from amparo.core.commands import AmparoCommand


class Command(AmparoCommand):
    help = "Rotate every key, or say where the rotation stands."

    def arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("rotate", help="fresh keys for everyone; may be killed and run again")
        status = verbs.add_parser("status", help="which master keys are held, what is left")
        status.add_argument("--json", action="store_true")

    def handle(self, **options):
        if options["verb"] == "status":
            self._status(as_json=options["json"])
            return
        self.say("Sealing everything anew. If this stops half-way, run it again.")
        count = rotation.rotate(
            progress=lambda done, total: self.progress(done, total, "People sealed anew:")
        )
        self.say(f"Done: {count} people sealed under new keys, search tokens rebuilt.")

    def _status(self, *, as_json: bool) -> None:
        held = keyring.ring()
        found = {
            "current_master": held.current,
            "masters_held": sorted(held.masters),
            "people_with_keys": keystore.count(),
            "people_left_to_rotate": len(keystore.behind(held)),
        }
        if as_json:
            self.print_json(found)
        else:
            self.say("; ".join(f"{key}: {value}" for key, value in found.items()))
