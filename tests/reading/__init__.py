"""Papers with a known truth, made by two roads, and the score of what is read from them."""
