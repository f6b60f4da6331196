"""The edge: HTTP in, one transaction, HTTP out."""
