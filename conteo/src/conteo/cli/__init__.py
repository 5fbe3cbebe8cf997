"""The command `conteo`: JSON alone on stdout, words on stderr, exit codes 0, 2, 3, 4."""
