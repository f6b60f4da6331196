"""HTTP of the stage; one file per screen."""

from hoso.exchange.routes import answers, edxml

ROUTERS = [edxml.router, edxml.of_documents, answers.router]
