"""What a killed process left lying open is removed; what is in use stays."""

import os
import signal
import subprocess
import sys

from amparo.core import leftovers

OPENS = """
import signal, sys
from django.conf import settings
settings.configure(FILE_UPLOAD_TEMP_DIR=sys.argv[1])
from amparo.core import leftovers
with leftovers.fresh(".xlsx") as (path, file):
    print(path, flush=True)
    signal.pause()
"""


def test_a_file_is_gone_after_its_use_and_stays_while_it_is_used(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    with leftovers.fresh(".csv") as (path, _file):
        assert leftovers.clear() == 0
        assert path.exists()
    assert not path.exists()


def test_what_a_killed_process_left_is_removed_and_nothing_else(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    other = tmp_path / "not-ours.xlsx"
    other.write_bytes(b"x")
    command = [sys.executable, "-c", OPENS, str(tmp_path)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with child:
        path = child.stdout.readline().strip()
        assert leftovers.clear() == 0, "It is in use."
        child.send_signal(signal.SIGKILL)
    assert os.path.exists(path)
    assert leftovers.clear() == 1
    assert list(tmp_path.iterdir()) == [other]
