"""What a committee puts on paper: the call to a session and its minutes.

Each is a list of blocks in one language, from which the page, the PDF and the Word file are laid
out alike. Blocks are plain values, so that fixed minutes can be kept as they were.
"""
