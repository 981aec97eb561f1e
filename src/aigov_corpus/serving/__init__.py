"""The review page: the only web server of the package, on this machine alone."""
