"""One verb a file: `(db, actor, command, moment)`; they flush, never commit."""
