"""Numbers as they are written in Mexico and Guatemala: 1,250.00."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
