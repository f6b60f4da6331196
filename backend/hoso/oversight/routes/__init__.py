"""HTTP of the stage, one file per screen."""

from hoso.oversight.routes import finding, standing

ROUTERS = [standing.router, finding.router]
router = standing.router
