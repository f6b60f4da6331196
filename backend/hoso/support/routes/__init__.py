"""HTTP of what belongs to no stage: sign-in, files, lookups, trail, notices, search, health."""

from hoso.support.routes import auth, files, health, lookups, notices, search, trail

ROUTERS = [health.router, auth.router, files.router, lookups.router, trail.router, notices.router, search.router]
