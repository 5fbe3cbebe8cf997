"""The example in each README gives what it says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["README.md", "README.es.md"])
def test_the_example_gives_what_it_says(name):
    code = re.search("```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.S)[1]
    names: dict = {}
    said = [line for line in code.splitlines() if "# " in line]
    exec("\n".join(line for line in code.splitlines() if line not in said), names)
    assert len(said) == 6
    for line in said:
        expression, _, value = line.partition("#")
        assert repr(eval(expression, names)).replace("'", '"') == value.strip()
