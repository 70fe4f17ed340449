"""Room `language`: tokens, stems, similarity. The small shared bottom."""
