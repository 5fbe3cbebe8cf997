"""Record a project, its money and its log-frame: every change of a project."""
