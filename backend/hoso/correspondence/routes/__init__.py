"""HTTP of the stage, one file per screen."""

from hoso.correspondence.routes import (
    administration,
    books,
    copies,
    copy_signing,
    devices,
    drafting,
    envelopes,
    fields,
    handling,
    handling_bulk,
    incoming,
    joint,
    joint_signing,
    layout,
    outgoing,
    paper,
    printing,
    process,
    registers,
    signing,
    suggestions,
    terms,
    verification,
)

ROUTERS = [handling_bulk.router, incoming.router, handling.router, fields.router, outgoing.router, drafting.router, envelopes.router, paper.router, joint.router, joint_signing.router, layout.router, signing.router, copies.router, copy_signing.router, devices.router, registers.router, books.router, printing.router, process.router, administration.router, suggestions.router, terms.router, verification.router]
