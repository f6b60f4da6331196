"""HTTP of the stage, one file per screen."""

from hoso.correspondence.routes import administration, books, incoming, outgoing, registers

ROUTERS = [incoming.router, outgoing.router, registers.router, books.router, administration.router]
