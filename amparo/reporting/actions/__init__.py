"""Keep a template, take a report out, send what is owed, answer who asks."""
