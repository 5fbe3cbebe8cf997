from pathlib import Path

from amparo.core.commands import AmparoCommand
from amparo.core.errors import BadInput
from amparo.site.backups import restoring


class Command(AmparoCommand):
    help = "Bring back a database and its key store. What stands now is moved aside, not removed."

    def arguments(self, parser):
        parser.add_argument("--database", type=Path, metavar="FILE", required=True)
        parser.add_argument("--keys", type=Path, metavar="FILE", required=True)
        parser.add_argument(
            "--without-erasure-register",
            action="store_true",
            help="although nobody can say who must stay erased",
        )
        parser.add_argument("--why", choices=list(restoring.Why), help="needed with the former")
        self.add_actor(parser)

    def handle(self, **options):
        by = self.actor(options)
        without = options["why"] if options["without_erasure_register"] else None
        if options["without_erasure_register"] != bool(options["why"]):
            raise BadInput(
                "--without-erasure-register and --why belong together: nobody goes on without the "
                "register by a slip, and the log keeps the reason. Nothing was changed."
            )
        done = restoring.restore(
            by=by,
            database=options["database"],
            keys=options["keys"],
            without=restoring.Why(without) if without else None,
        )
        self.say(_account(done))


def _account(done: restoring.Restored) -> str:
    lines = ["Restored. What stood before was moved aside:", *(f"  {name}" for name in done.aside)]
    if done.without_register:
        lines.append(
            "WITHOUT A WHOLE ERASURE REGISTER: people who asked to be erased after this backup was "
            "made may be back in it. The log, the new register and the page of keeping say so. "
            "Tell the data-protection focal point now."
        )
    if done.lost:
        low, high = done.lost
        lines.append(f"The log lost events {low} to {high}; a signed event says so.")
    if done.erased_again:
        lines.append(f"Erased again: {done.erased_again} people erased after this backup was made.")
    if done.older_masters:
        lines.append("This backup is older than the last rotation: run `amparo keys rotate` now.")
    if done.ended_again:
        lines.append(f"Ended again: the access of {done.ended_again} members, as it had been.")
    lines.append(
        "A role that changed in events that are lost is the one of before: look at the members."
    )
    return "\n".join(lines)
