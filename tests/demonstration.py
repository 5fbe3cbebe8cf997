"""The whole demonstration, loaded as an installation loads it."""

import pytest

from amparo.agencies import OPERATOR, demo


@pytest.fixture
def demonstration(db, settings, tmp_path):
    """MX-2005: 178 invented people in three registers, two releases."""
    settings.VAR = tmp_path
    demo.load(by=OPERATOR, say=lambda text: None)
    return demo
