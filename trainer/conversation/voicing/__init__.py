"""Room `voicing`: puts a direction into words and checks what was said. Knows no locked fact."""
