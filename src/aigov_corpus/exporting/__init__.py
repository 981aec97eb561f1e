"""Writes pairs to the files of other programs; there is one module for each format.

The module of a format has a function `export(pairs, out, **options)`, which returns the files that
it wrote, and a constant `FORMAT`, which tells the command line about the format. `formats` finds a
format by its name.
"""
