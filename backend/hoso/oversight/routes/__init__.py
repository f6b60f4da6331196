"""HTTP of the stage, one file per screen."""

from hoso.oversight.routes import standing

ROUTERS = [standing.router]
router = standing.router
