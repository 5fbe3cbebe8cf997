"""May she go, may somebody be told, may money be given? Pure: asks no database."""
