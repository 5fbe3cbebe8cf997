"""The demonstration: invented people, agencies and releases, entered as real ones would be."""
