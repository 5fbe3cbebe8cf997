"""`amparo VERB …`: every error a person can mend is a sentence and an exit code."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amparo.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from amparo.core.decisions import Refused
    from amparo.core.errors import AmparoError
    from amparo.core.keyring import locked_by

    try:
        execute_from_command_line(sys.argv)
    except AmparoError as error:
        _leave(error, error.exit_code)
    except Refused as error:
        _leave(error, 3)
    except DatabaseError as error:
        if not (locked := locked_by(error)):
            raise
        _leave(locked, locked.exit_code)
    except BrokenPipeError:
        # Whoever read the output has stopped reading, as `head` does; that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(error: Exception, code: int) -> None:
    sys.stderr.write(f"{error}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
