"""A release whose second migration fails, after its first has changed the tables."""

from amparo.settings import *  # noqa: F403
from amparo.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "tests.keeping.broken"]
