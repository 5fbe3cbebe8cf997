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
tops = {name.partition(".")[0] for name in sys.modules}
print(json.dumps(sorted(tops - set(sys.stdlib_module_names))))
"""


def python(*arguments):
    path = "import sys; sys.path[:] = " + repr(sys.path) + "\n"
    run = [sys.executable, "-I", "-c", path + arguments[0], *arguments[1:]]
    return subprocess.run(run, capture_output=True, text=True, check=False)


def test_importing_everything_needs_numpy_and_scipy_only():
    done = python(LOOK)
    assert done.returncode == 0, done.stderr
    third = set(json.loads(done.stdout))
    assert {"conteo", "numpy", "scipy"} <= third
    assert not {"django", "amparo", "pandas", "hypothesis"} & third


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
