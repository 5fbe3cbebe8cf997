"""A process that founds agencies until it is killed, and says which ones were confirmed."""

import os
import sys


def main(first: int, last: int) -> None:
    import django

    django.setup()
    from amparo import agencies
    from amparo.agencies import actions

    for number in range(first, last + 1):
        actions.found_agency(by=agencies.OPERATOR, code=f"a{number}", name="A", kind="office")
        os.write(1, f"{number}\n".encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
