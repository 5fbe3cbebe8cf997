"""Sign, change, end: every change of an agreement."""
