"""A source that cannot be loaded."""

raise RuntimeError("this source is broken on purpose")
