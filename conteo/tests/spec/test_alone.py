"""conteo stands alone: numpy and scipy, and no web framework."""

import json
import subprocess
import sys

LOOK = """
import json, sys

class Only:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in allowed and not top.startswith("_"):
            raise ModuleNotFoundError(f"conteo must not need {top}")

allowed = {"conteo", "numpy", "scipy"} | set(sys.stdlib_module_names)
sys.meta_path.insert(0, Only())
import conteo, conteo.disclosure, conteo.cli.main
waits = "scipy" not in sys.modules

from conteo.disclosure.audit import System
system = System()
system.know("women", 1, 9)
system.relate({"women": 1}, 2, 8)
assert system.solver().least({"women": 1}) == 2
tops = {name.partition(".")[0] for name in sys.modules}
print(json.dumps([waits, sorted(tops - set(sys.stdlib_module_names))]))
"""


def python(*arguments):
    path = "import sys; sys.path[:] = " + repr(sys.path) + "\n"
    run = [sys.executable, "-I", "-c", path + arguments[0], *arguments[1:]]
    return subprocess.run(run, capture_output=True, text=True, check=False)


def test_importing_everything_and_solving_needs_numpy_and_scipy_only():
    done = python(LOOK)
    assert done.returncode == 0, done.stderr
    waits, third = json.loads(done.stdout)
    assert {"conteo", "numpy", "scipy"} <= set(third)
    assert not {"django", "amparo", "pandas", "hypothesis"} & set(third)
    # It takes a second to load, and most verbs solve nothing.
    assert waits


def test_importing_the_package_alone_loads_no_web_framework():
    done = python("import conteo, sys; print('django' in sys.modules, conteo.__version__)")
    assert done.stdout.split()[0] == "False"


def test_the_module_runs_as_a_command():
    start = (
        "import runpy, sys; sys.argv[0] = 'conteo'; runpy.run_module('conteo', run_name='__main__')"
    )
    done = python(start, "round", "171", "--json")
    assert (done.returncode, json.loads(done.stdout)["shown"]) == (0, "170")
    assert python(start, "round", "-1").returncode == 2
