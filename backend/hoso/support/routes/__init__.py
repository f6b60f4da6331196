"""HTTP of what belongs to no stage: sign-in, files, lookups, trail, notices, search, health."""

from hoso.support.routes import administration, administration_grants, auth, files, health, jobs, lookups, notices, search, trail

ROUTERS = [health.router, auth.router, files.router, lookups.router, administration.router, administration_grants.router, trail.router, notices.router, search.router, jobs.router]
