"""Asking a model: a typed prompt in, a pydantic model out."""
