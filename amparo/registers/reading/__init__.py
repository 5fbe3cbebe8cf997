"""Opening an old register: any CSV or XLSX as a stream of numbered rows, nothing silently lost."""

from amparo.registers.reading.opening import Register, open_register, sheets_of
from amparo.registers.reading.rows import Aside, AsideKind, Row

__all__ = ["Aside", "AsideKind", "Register", "Row", "open_register", "sheets_of"]
