"""A donor's workbook: where its markers stand, and a copy of it with numbers in their place.

Cells are changed in the file itself and every other part of it stays byte for byte: a library that
reads a workbook and writes it anew would lose its drawings, its charts and whatever it knows not.
"""
