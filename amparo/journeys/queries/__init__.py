"""Reads about journeys."""
