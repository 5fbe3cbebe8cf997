"""What is given to a person, planned with her, and kept of her stay."""

from .ledger import Assistance, KeptCost

__all__ = ["Assistance", "KeptCost"]
