"""`python -m conteo` is the command `conteo`."""

import sys

from conteo.cli.main import main

sys.exit(main())
