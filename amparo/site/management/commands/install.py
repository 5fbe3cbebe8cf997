import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from django.conf import settings

from amparo.core.commands import AmparoCommand
from amparo.core.errors import CheckFailed
from amparo.site import installing
from amparo.site.installing import QUESTIONS, USUAL, Answers


class Command(AmparoCommand):
    help = "Make a real installation: settings, keys under three custodians, first administrator."

    def arguments(self, parser):
        for field in fields(Answers):
            words = QUESTIONS[field.name]
            parser.add_argument(f"--{field.name.replace('_', '-')}", help=words)
        parser.add_argument(
            "--to", type=Path, metavar="FILE", help="where the settings are written"
        )
        parser.add_argument(
            "--sheets", type=Path, metavar="DIR", help="write the sheets as pages, to be printed"
        )

    def handle(self, **options):
        answers = Answers(
            **{field.name: self._answer(field.name, options) for field in fields(Answers)}
        )
        installing.check(answers)
        path = options["to"] or Path(os.environ.get("AMPARO_SETTINGS") or self._usual_file())
        values = installing.settings_of(answers)
        installing.write_settings(path, values)
        sheets = installing.make_keys(values)
        self._hand_out(sheets, answers, options["sheets"])
        self._begin(path, answers)
        self.say(
            f"Installed. The settings are in {path}. Start the site with systemd: see deploy/."
        )
        self.say(
            "Letting somebody into cases or members takes two people. The first administrator "
            "invites a second one on the page of members; confirm her here, once you know who she "
            "is: `amparo members waiting`, then `amparo members confirm ID`. From then on the two "
            "confirm each other's."
        )

    def _usual_file(self):
        return settings.BASE / "var" / "settings.env"

    def _answer(self, name, options):
        """From the flag, else asked for on the terminal, else the usual one."""
        given = options[name]
        if given is not None:
            return given.strip()
        if not sys.stdin.isatty():
            return USUAL.get(name, "")
        usual = f" [{USUAL[name]}]" if USUAL.get(name) else ""
        return input(f"{QUESTIONS[name]}{usual}: ").strip() or USUAL.get(name, "")

    def _hand_out(self, sheets, answers, folder):
        """On the terminal, or as pages; nowhere else, and never twice."""
        language = answers.languages.split(",")[0]
        pages = [
            installing.sheet(words, number, answers.host, language)
            for number, words in enumerate(sheets, 1)
        ]
        if folder is None:
            for page in pages:
                self.stdout.write(installing.sheet_as_text(page))
            return
        installing.write_pages(pages, folder)
        self.say(f"Print each page in {folder} once, hand it over, and remove the folder.")

    def _begin(self, path, answers):
        """With the new settings, so in new processes: tables, then the first administrator."""
        own = {name: text for name, text in os.environ.items() if not name.startswith("AMPARO_")}
        own |= {"AMPARO_SETTINGS": str(path)}
        first = ["--agency", answers.agency, "--agency-name", answers.agency_name]
        first += ["--admin", answers.admin, "--admin-name", answers.admin_name]
        first += ["--admin-email", answers.admin_email]
        for words in (["prepare"], ["begin", *first]):
            ran = subprocess.run([sys.executable, "-m", "amparo", *words], env=own)  # noqa: S603
            if ran.returncode:
                raise CheckFailed(
                    f"The settings and keys are made, but `amparo {words[0]}` failed; its words "
                    "stand above. Put that right and run it again."
                )
