"""Facts and models that ship with the package; see README.md for origin, licence and digest of each."""
