"""Starting Python and Django costs seconds; this does it once and forks for every verb.

Reads a request a line (JSON) and answers with an exit code. Each verb runs in a process of its
own that reads the settings of its installation afresh, as if it had just been started.
"""

import importlib
import json
import os
import resource
import sys
import traceback

import django


def main() -> None:
    django.setup()
    requests = os.fdopen(os.dup(0), "r")
    for line in requests:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(request)
        _pid, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(request: dict) -> None:
    for number, path in ((0, request["in"]), (1, request["out"]), (2, request["err"])):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), number)
    sys.stdin = os.fdopen(0, "r", closefd=False)
    if request["largest_file"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["largest_file"],) * 2)
    os.environ.clear()
    for name, text in request["surroundings"].items():
        os.environ[name] = text
    code = 1
    try:
        _read_settings_afresh()
        code = _run(request)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _read_settings_afresh() -> None:
    from django import conf
    from django.db import connections

    module = importlib.reload(importlib.import_module("amparo.settings"))
    conf.settings._wrapped = conf.Settings(module.__name__)
    connections._settings = None
    connections.__dict__.pop("settings", None)
    for alias in list(vars(connections._connections._storage)):
        delattr(connections._connections, alias)


def _run(request: dict) -> int:
    from amparo.__main__ import main as amparo

    try:
        if request["code"] is not None:
            exec(request["code"], {"__name__": "asked"})
        else:
            sys.argv = ["amparo", *request["words"]]
            amparo()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return 0


if __name__ == "__main__":
    main()
