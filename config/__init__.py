"""What an operator edits (settings, feeds, wording, lexicons), and the typed loaders beside it."""
