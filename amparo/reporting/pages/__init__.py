"""One A4 that leaves the house: what a committee does, and what a project did, as pictures too."""
