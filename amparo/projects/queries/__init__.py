"""What projects say together: lists, money, log-frames."""
