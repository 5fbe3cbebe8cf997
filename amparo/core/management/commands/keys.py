from amparo.core import keyring, keystore, rotation
from amparo.core.commands import AmparoCommand
from amparo.core.errors import CheckFailed


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
        done = rotation.rotate(
            progress=lambda done, total: self.progress(done, total, "Records looked through:")
        )
        self.say(f"Done: {done.records} records under new keys, search tokens rebuilt.")
        if done.unreadable:
            some = ", ".join(done.unreadable[:5])
            raise CheckFailed(
                f"{len(done.unreadable)} protected values did not open, so the keys of their "
                f"records were kept and nothing of them was changed: {some}. They were altered, or "
                "the key store is not the one of this database. Look for them in a backup."
            )

    def _status(self, *, as_json: bool) -> None:
        held = keyring.ring()
        found = {
            "current_master": held.current,
            "masters_held": sorted(held.masters),
            "records_with_keys": keystore.count(),
            "records_left_to_rotate": len(keystore.behind(held)),
        }
        if as_json:
            self.print_json(found)
        else:
            self.say("; ".join(f"{key}: {value}" for key, value in found.items()))
