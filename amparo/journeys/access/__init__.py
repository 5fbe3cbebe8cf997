"""The only doors from a request to a journey."""
