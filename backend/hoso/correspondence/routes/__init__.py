"""HTTP of the stage, one file per screen."""

from hoso.correspondence.routes import administration, incoming, outgoing, registers

ROUTERS = [incoming.router, outgoing.router, registers.router, administration.router]
