import sys

from django.conf import settings
from django.core.management import call_command, get_commands
from environs import Env

from amparo.core import serving
from amparo.core.commands import AmparoCommand
from amparo.core.errors import CheckFailed

COMPANIONS = ("worker", "clock")


class Command(AmparoCommand):
    help = "Serve the site on this machine, with the job worker and the clock, until Ctrl-C."

    def arguments(self, parser):
        wanted = Env().int("PORT", 8000)
        parser.add_argument("--port", type=int, default=wanted, help="or the next free one")
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=4, help="for each worker")

    def handle(self, **options):
        serving.refuse_if_unfit()
        port = serving.free_port(options["port"])
        commands = [serving.server(port, workers=options["workers"], threads=options["threads"])]
        known = get_commands()
        commands += [[sys.executable, "-m", "amparo", verb] for verb in COMPANIONS if verb in known]
        with serving.Household(commands, self.say) as household:
            if household.answers(f"http://127.0.0.1:{port}/health"):
                self._greet(port)
            elif not household.ending:
                raise CheckFailed("The site does not answer; the words above say why.")
            if code := household.keep():
                raise CheckFailed(f"The web server ended with code {code}.")

    def _greet(self, port):
        # Passkeys refuse numeric addresses, so the name it is.
        self.stdout.write(f"\nhttp://localhost:{port}\n")
        if settings.DEMONSTRATION:
            call_command("demo", "members", stdout=self.stdout)
            self.stdout.write("\nSecond factor: ./bin/amparo demo code MEMBER\nCtrl-C ends it.")
        self.stdout.flush()
