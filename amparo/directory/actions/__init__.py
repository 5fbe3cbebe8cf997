"""Keep the directory: services, what is free in them, who learns where they are."""
