"""HTTP of the stage, one file per screen."""

from hoso.correspondence.routes import administration, books, drafting, envelopes, fields, handling, handling_bulk, incoming, joint, outgoing, paper, printing, registers, signing, terms, verification

ROUTERS = [handling_bulk.router, incoming.router, handling.router, fields.router, outgoing.router, drafting.router, envelopes.router, paper.router, joint.router, signing.router, registers.router, books.router, printing.router, administration.router, terms.router, verification.router]
