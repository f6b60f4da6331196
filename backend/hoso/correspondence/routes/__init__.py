"""HTTP of the stage, one file per screen."""

from hoso.correspondence.routes import incoming, outgoing

ROUTERS = [incoming.router, outgoing.router]
