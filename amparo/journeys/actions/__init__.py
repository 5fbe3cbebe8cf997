"""What is done on the way home, on the way to a family, and afterwards."""
