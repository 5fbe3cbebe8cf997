"""May a referral go, be answered, be closed? Pure: asks no database."""
