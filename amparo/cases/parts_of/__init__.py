"""What each subject says of itself on the case page."""
