"""Which test proves which item of Phụ lục VI: noted during a run, written to docs/pl6.md."""
