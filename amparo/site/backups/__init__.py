"""Backup, restore, upgrade. The database and the key store travel apart: neither reads alone."""
