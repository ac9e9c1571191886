"""Pictures of runs, histories and schedules, as SVG with a text."""
