"""Swagger UI and ReDoc over the OpenAPI document, from files of this server: the pages ask no other host (their CSP forbids it).

The files come from the package `fastapi-standalone-docs`; its own patching of FastAPI is not used.
"""

import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.openapi.docs import get_redoc_html, get_swagger_ui_html
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

STATIC = Path(str(files("fastapi_standalone_docs"))) / "static"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _guarded(page: HTMLResponse) -> HTMLResponse:
    """The page with a CSP that allows its own inline script by digest and nothing from elsewhere."""
    text = bytes(page.body).decode()
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in _INLINE.findall(text)]
    scripts = " ".join(["'self'", *(f"'sha256-{d}'" for d in digests)])
    policy = f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; worker-src blob:"
    return HTMLResponse(text, headers={"Content-Security-Policy": f"{policy}; frame-ancestors 'none'", "X-Content-Type-Options": "nosniff"})


def serve_documentation(app: FastAPI, prefix: str) -> None:
    """Add `/docs` and `/redoc` under the prefix (and their short addresses), with the files that they load."""
    openapi, assets = f"{prefix}/openapi.json", f"{prefix}/docs-files"
    swagger = _guarded(get_swagger_ui_html(
        openapi_url=openapi, title=f"{app.title} – API", swagger_js_url=f"{assets}/swagger/swagger-ui-bundle.js",
        swagger_css_url=f"{assets}/swagger/swagger-ui.css", swagger_favicon_url="data:,",
    ))  # fmt: skip
    redoc = _guarded(get_redoc_html(
        openapi_url=openapi, title=f"{app.title} – API", redoc_js_url=f"{assets}/redoc/redoc.standalone.js", redoc_favicon_url="data:,",
        with_google_fonts=False,
    ))  # fmt: skip
    app.mount(assets, StaticFiles(directory=STATIC))
    for name, page in (("docs", swagger), ("redoc", redoc)):
        app.add_api_route(f"{prefix}/{name}", lambda page=page: page, include_in_schema=False, response_class=HTMLResponse)
        app.add_api_route(f"/{name}", lambda name=name: RedirectResponse(f"{prefix}/{name}"), include_in_schema=False)
    app.mount(f"{prefix}/redoc", StaticFiles(directory=STATIC / "redoc"))  # the page asks for its small logo below its own address
