"""One module a format; each offers `export(pairs, out, **options) -> list[Path]`."""
