"""Organisations, and the papers of the office."""
