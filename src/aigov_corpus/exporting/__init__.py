"""Exporting: pairs to the files of other programs, one module for each format.

A format's module has a function `export(pairs, out, **options)`, which returns the files that it
wrote, and `FORMAT`, which says what the command line must know about it. `formats` finds a format
by its name.
"""
