"""HTTP of what belongs to no stage: sign-in, files, lookups, trail, notices, search, health."""

from hoso.support.routes import (
    added_metadata,
    administration,
    administration_grants,
    auth,
    calendar,
    files,
    groups,
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

ROUTERS = [health.router, auth.router, files.router, quarantine.router, lookups.router, administration.router, administration_grants.router, calendar.router, trail.router, notices.router, records.router, groups.router, added_metadata.router, search.router, jobs.router, views.router, substitutions.router]
