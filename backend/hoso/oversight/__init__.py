"""Stage 6, the province looks: how agencies stand, and what waits on each desk. Numbers only, never contents."""
