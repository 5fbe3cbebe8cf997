import sys

from amparo.core import custody
from amparo.core.commands import AmparoCommand
from amparo.core.errors import BadInput


class Command(AmparoCommand):
    help = "Open the key ring with the words of two custodians, for as long as this machine runs."

    def handle(self, **options):
        sheets = [self._ask(number) for number in range(1, custody.NEEDED + 1)]
        custody.unlock(sheets)
        self.say("Unlocked. Clear this screen before you leave it, and take the sheets with you.")

    def _ask(self, number):
        """A sheet on one line. Asked for on the terminal, never taken from the command line."""
        self.stderr.write(f"Custodian {number}, the words of your sheet, then Enter:")
        words = sys.stdin.readline()
        if not words.strip():
            raise BadInput("No words were given, so the key ring stays locked.")
        return words
