"""HTTP of the stage, one file per screen."""

from hoso.oversight.routes import finding, reports, standing

ROUTERS = [standing.router, finding.router, reports.router]
router = standing.router
