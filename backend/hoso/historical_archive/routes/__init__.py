"""HTTP of the historical archive: transfers, and the dossiers that it keeps."""

from hoso.historical_archive.routes import dossiers, transfers

ROUTERS = [transfers.router, dossiers.router]
