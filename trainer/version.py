"""The version of this distribution; read by the build and by `trainer --version` without importing anything."""

__version__ = "0.1.0"
