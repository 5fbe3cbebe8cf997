"""Committees, seats and commitments: every change of them."""
