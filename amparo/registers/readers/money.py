"""Readers of money: amounts with their currency."""

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from amparo.registers.folding import fold
from amparo.registers.readers.cell import NOT_A_CODE, NOT_AN_AMOUNT, Cell, silence
from amparo.registers.vocabulary import non_answer

if TYPE_CHECKING:
    from amparo.registers.apply import Applied

CURRENCIES = {"$": "", "mxn": "MXN", "mx": "MXN", "m n": "MXN", "mn": "MXN", "pesos": "MXN"} | {
    "usd": "USD",
    "us": "USD",
    "dolares": "USD",
    "dollars": "USD",
    "eur": "EUR",
    "euros": "EUR",
    "gtq": "GTQ",
    "quetzales": "GTQ",
    "hnl": "HNL",
    "lempiras": "HNL",
}
AMOUNT = re.compile(r"\d[\d.,\s]*")


def money(row: "Applied", cell: Cell, raw: str) -> None:
    if non_answer(raw):
        return
    amount = _amount(raw)
    if amount is None:
        row.reject(cell.column, NOT_AN_AMOUNT)
        return
    row.given["cost"] = amount
    words = fold(AMOUNT.sub(" ", raw))
    if found := CURRENCIES.get(words) or cell.currency:
        row.given["currency"] = found


def currency(row: "Applied", cell: Cell, raw: str) -> None:
    found = CURRENCIES.get(fold(raw)) or (raw.strip().upper() if len(raw.strip()) == 3 else "")
    if found:
        row.given["currency"] = found
    elif not silence(raw):
        row.reject(cell.column, NOT_A_CODE)


def _amount(raw: str) -> Decimal | None:
    found = AMOUNT.search(raw)
    if not found:
        return None
    digits = found[0].replace(" ", "").strip(".,")
    # 1.200,50 and 1,200.50: the last mark before one or two digits is the decimal one.
    parts = re.match(r"^([\d.,]*?)(?:[.,](\d{1,2}))?$", digits)
    try:
        whole = re.sub(r"[.,]", "", parts[1])  # type: ignore[index]
        return Decimal(f"{whole}.{parts[2] or 0}")  # type: ignore[index]
    except (InvalidOperation, TypeError):
        return None


def settle(row: "Applied") -> None:
    """An amount without its currency is no amount: it stays readable in the note."""
    if "cost" in row.given and "currency" not in row.given:
        row.given["note"] = f"{row.given.get('note', '')} {row.given.pop('cost')}".strip()
        row.doubt("", "currency")
    elif "currency" in row.given and "cost" not in row.given:
        del row.given["currency"]
