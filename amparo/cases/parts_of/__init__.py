"""What each subject says of itself on the page of a case."""
