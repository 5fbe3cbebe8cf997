"""What is owed and what was asked, the most urgent first."""
