"""HTTP of what belongs to no stage: sign-in, files, lookups, trail, notices, search, health."""

from hoso.support.routes import (
    administration,
    administration_grants,
    auth,
    calendar,
    files,
    health,
    jobs,
    lookups,
    notices,
    quarantine,
    records,
    search,
    substitutions,
    trail,
    views,
)

ROUTERS = [health.router, auth.router, files.router, quarantine.router, lookups.router, administration.router, administration_grants.router, calendar.router, trail.router, notices.router, records.router, search.router, jobs.router, views.router, substitutions.router]
