"""HTTP of the stage, one file per screen."""

from hoso.correspondence.routes import administration, books, envelopes, fields, handling, handling_bulk, incoming, outgoing, printing, registers, signing

ROUTERS = [handling_bulk.router, incoming.router, handling.router, fields.router, outgoing.router, signing.router, registers.router, books.router, envelopes.router, printing.router, administration.router]
