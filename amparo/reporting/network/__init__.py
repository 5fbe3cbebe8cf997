"""Who works with whom: organisations alone, what joins them, and what would come apart."""
