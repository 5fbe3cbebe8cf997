"""What every command shares: JSON alone on stdout, words and progress on stderr, exit codes."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from amparo.core.errors import BadInput


class AmparoCommand(BaseCommand):
    """A verb of ./bin/amparo. Its errors are sentences, its exit code says what kind."""

    requires_migrations_checks = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        self.arguments(parser)

    def arguments(self, parser: CommandParser) -> None:
        """Declare the options of this verb."""

    def add_actor(self, parser: CommandParser) -> None:
        parser.add_argument("--by", metavar="MEMBER", help="the member who acts; logged")

    def actor(self, options: dict[str, Any]):
        """The member named by --by, or the logged operator who cannot read identity."""
        from django.apps import apps

        agencies = apps.get_app_config("agencies").module
        if not options.get("by"):
            return agencies.OPERATOR
        Member = apps.get_model("agencies", "Member")
        member = Member.objects.filter(username=options["by"], is_active=True).first()
        if member is None:
            raise BadInput("No active member has the name given with --by. See `amparo members`.")
        return member

    def print_json(self, content: object) -> None:
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=False))

    def say(self, text: object) -> None:
        self.stderr.write(str(text), self.style.NOTICE if self.stderr.isatty() else lambda t: t)

    def progress(self, done: int, total: int | None, text: object) -> None:
        """One line that rewrites itself on a terminal, a line every tenth elsewhere."""
        share = f"{100 * done // total:3d} %" if total else f"{done}"
        if sys.stderr.isatty():
            self.stderr.write(f"\r{text} {share}", ending="")
            if total and done >= total:
                self.stderr.write("")
            return
        step = max(1, (total or 10) // 10)
        if total is None or done % step == 0 or done >= total:
            self.stderr.write(f"{text} {share}")
