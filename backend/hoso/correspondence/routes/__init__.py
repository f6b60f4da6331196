"""HTTP of the stage, one file per screen."""

from hoso.correspondence.routes import incoming, outgoing, registers

ROUTERS = [incoming.router, outgoing.router, registers.router]
