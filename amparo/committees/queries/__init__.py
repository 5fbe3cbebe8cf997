"""Who sits where on a day, which sector is missing, what is late."""
