"""A register written for a test, and read back."""

from amparo.registers.reading import open_register


def write(tmp_path, content, name="register.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path, **how):
    register = open_register(path)
    rows = list(register.rows(**how))
    return register, rows


def kinds(register):
    return [aside.kind for aside in register.asides]
