"""What agreements say together: lists, what expires, what may cross on a day."""
