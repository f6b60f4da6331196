"""Which role may do what: the contract's table "who may" as data.

Never decides about a single record: its state and who handles it do that in the stages.
"""

HEAD_ROLES = frozenset({"lanhdao", "lanhdao_ltls"})

_READ = frozenset(
    {
        "listIncoming", "getIncoming", "listOutgoing", "getOutgoing", "listDossiers", "getDossier", "exportDossier",
        "listSubmissions", "getSubmission", "listTransfers", "getTransfer", "search", "listTrail", "printSlip",
    }
)  # fmt: skip
_OFFICER = frozenset(
    {
        "acknowledgeIncoming", "recordProgress", "completeIncoming", "draftOutgoing", "reviseOutgoing", "openDossier",
        "fileDocument", "takeOutDocument", "addPaper", "closeDossier", "reopenDossier", "submitToAgencyArchive",
        "printDocumentInventory", "printInventory", "printHandover",
    }
)  # fmt: skip

PERMISSIONS: dict[str, frozenset[str]] = {
    "vanthu": _READ | {
        "registerIncoming", "registerArrival", "correctIncoming", "attachPaperCopy", "presentIncoming", "transferIncoming",
        "returnIncoming", "confirmRecall", "reviewOutgoing", "numberOutgoing", "sealOutgoing", "issueOutgoing",
        "recallOutgoing", "voidNumber", "printRegister",
    },
    "lanhdao": _READ | {
        "directIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "approveDossierPlan", "decideDisposal",
        "recallOutgoing",
    },
    "pholanhdao": _READ | {"directIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "recallOutgoing"},
    "truongphong": _READ | _OFFICER | {"assignIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "draftDossierPlan"},
    "phophong": _READ | _OFFICER | {"assignIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "draftDossierPlan"},
    "chuyenvien": _READ | _OFFICER,
    "luutru": _READ | {
        "decideSubmission", "listHoldings", "getHolding", "printInventory", "printHandover", "registerTransfer",
        "getTransferPackage", "proposeDisposal", "draftDossierPlan", "printDocumentInventory",
    },
    "luutru_ltls": frozenset({
        "answerTransfer", "getTransferPackage", "acceptTransfer", "returnTransfer", "listTransfers", "getTransfer",
        "listArchivalDossiers", "getArchivalDossier", "getPreservationHistory", "search", "listTrail",
    }),
    "phongdoc": frozenset({
        "listArchivalDossiers", "getArchivalDossier", "getPreservationHistory", "search", "listTrail",
    }),
    "docgia": frozenset({"listArchivalDossiers", "getArchivalDossier", "search", "getPreservationHistory"}),
    "theodoi": frozenset({"listAgencyStanding"}),
    "quantri": frozenset({
        "createPerson", "changePerson", "createUnit", "grantRole", "endRole", "openRegister", "grantAuthority",
    }),
}  # fmt: skip
PERMISSIONS["lanhdao_ltls"] = PERMISSIONS["luutru_ltls"]

_SEES_WHOLE_AGENCY = frozenset({"vanthu", "lanhdao", "pholanhdao", "luutru_ltls", "lanhdao_ltls", "phongdoc"})


def permissions_of(roles: frozenset[str]) -> frozenset[str]:
    """All operation ids that the roles carry together."""
    return frozenset().union(*(PERMISSIONS.get(role, frozenset()) for role in roles))


def sees_whole_agency(roles: frozenset[str]) -> bool:
    """Whether one of the roles sees every record of its agency (văn thư, leaders, archivists of the province)."""
    return bool(roles & _SEES_WHOLE_AGENCY)
