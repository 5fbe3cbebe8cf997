import pytest
from conteo.errors import BadInput
from conteo.files import read_csv, read_json


def csv(tmp_path, content):
    path = tmp_path / "cases.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_file_is_read_with_its_columns_in_order(tmp_path):
    path = csv(tmp_path, "\ufeffb, a\nuno,dos\n\n,\n")
    assert read_csv(path) == (["b", "a"], [{"b": "uno", "a": "dos"}, {"b": "", "a": ""}])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        ("\n", "empty"),
        ("a,\nSECRET,2\n", "Column 2 of row 1"),
        ("a;b\nSECRET;2\n", "other separators than commas"),
        ("a\tb\nSECRET\t2\n", "other separators than commas"),
        ("a,b,a\n", "Column 3 of row 1"),
        ("a,b\nSECRET\n", "Row 2 has 1 columns where the header has 2; look at column 2"),
        ("a,b\n1,2\n1,2,SECRET\n", "Row 3 has 3 columns"),
        ('a,b\n"SECRET"x,2\n', "Row 2 is not well-formed"),
        ("a,b\nSECRET\0,2\n", "Row 2 holds a null byte"),
        ("a\nSECRETÑ\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_named_by_row_and_column_and_never_quoted(tmp_path, content, words):
    with pytest.raises(BadInput) as refusal:
        read_csv(csv(tmp_path, content))
    assert words in str(refusal.value)
    assert "SECRET" not in str(refusal.value)


@pytest.mark.parametrize("read", [read_csv, read_json])
def test_a_file_that_is_not_there_says_so(tmp_path, read):
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(BadInput, match="cannot be opened"):
            read(path)


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 100_000])
def test_what_is_not_json_says_so(tmp_path, content):
    with pytest.raises(BadInput, match="not JSON"):
        read_json(csv(tmp_path, content))


def test_json_is_read(tmp_path):
    assert read_json(csv(tmp_path, '{"people": "170"}')) == {"people": "170"}
