"""The Gemini provider through Google's SDK, against a local stand-in for the API."""
