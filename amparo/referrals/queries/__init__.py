"""Reads about referrals."""
