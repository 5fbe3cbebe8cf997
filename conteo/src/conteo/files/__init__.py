"""The only opener of files in conteo."""

from conteo.files.csv_files import read_csv
from conteo.files.json_files import read_json

__all__ = ["read_csv", "read_json"]
