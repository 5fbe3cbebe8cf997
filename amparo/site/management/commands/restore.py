from pathlib import Path

from amparo.core.commands import AmparoCommand
from amparo.site.backups import restoring


class Command(AmparoCommand):
    help = "Bring back a database and its key store. What stands now is moved aside, not removed."

    def arguments(self, parser):
        parser.add_argument("--database", type=Path, metavar="FILE", required=True)
        parser.add_argument("--keys", type=Path, metavar="FILE", required=True)
        self.add_actor(parser)

    def handle(self, **options):
        by = self.actor(options)
        done = restoring.restore(by=by, database=options["database"], keys=options["keys"])
        self.say(_account(done))


def _account(done: restoring.Restored) -> str:
    lines = ["Restored. What stood before was moved aside:", *(f"  {name}" for name in done.aside)]
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
