"""What oversight does: it tells. Never changes a record of another stage."""
