"""Write down with whom the programme works, and keep the papers of the office."""
