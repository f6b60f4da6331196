"""HTTP of the stage, one file per screen."""

from hoso.correspondence.routes import incoming

ROUTERS = [incoming.router]
