"""Which role may do what: the contract's table "who may" as data.

Never decides about a single record: its state and who handles it do that in the stages.
"""

HEAD_ROLES = frozenset({"lanhdao", "lanhdao_ltls"})
# What an administrator may give, by the kind of the agency; the names are those that a person sees.
ROLE_NAMES = {
    "vanthu": "Văn thư cơ quan", "lanhdao": "Người đứng đầu cơ quan", "pholanhdao": "Cấp phó của người đứng đầu",
    "phanphoi": "Người được giao phân phối văn bản đến (Điều 23.1)", "truongphong": "Lãnh đạo đơn vị", "phophong": "Cấp phó đơn vị",
    "chuyenvien": "Chuyên viên", "luutru": "Lưu trữ hiện hành", "theodoi": "Theo dõi toàn tỉnh", "quantri": "Quản trị",
    "lanhdao_ltls": "Lãnh đạo lưu trữ lịch sử", "luutru_ltls": "Lưu trữ viên lưu trữ lịch sử", "phongdoc": "Phục vụ phòng đọc", "docgia": "Độc giả",
}  # fmt: skip
UNIT_ROLES = frozenset({"truongphong", "phophong", "chuyenvien"})
HISTORICAL_ROLES = frozenset({"lanhdao_ltls", "luutru_ltls", "phongdoc", "docgia"})

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
        "getTransferPackage", "proposeDisposal", "draftDossierPlan", "printDocumentInventory", "listDueDossiers",
    },
    "luutru_ltls": frozenset({
        "answerTransfer", "getTransferPackage", "acceptTransfer", "returnTransfer", "listTransfers", "getTransfer",
        "listArchivalDossiers", "getArchivalDossier", "getPreservationHistory", "search", "listTrail",
    }),
    "phongdoc": frozenset({
        "listArchivalDossiers", "getArchivalDossier", "getPreservationHistory", "search", "listTrail",
    }),
    "docgia": frozenset({"listArchivalDossiers", "getArchivalDossier", "search", "getPreservationHistory", "listTrail"}),
    "theodoi": frozenset({"listAgencyStanding"}),
    # Competence to distribute is a grant that others than leaders may hold: chief of office, head of administration (Đ23.1).
    "phanphoi": _READ | {"directIncoming", "returnIncoming"},
    "quantri": frozenset({
        "listPeople", "getPerson", "createPerson", "changePerson", "resetPassword", "unlockPerson", "listAgencyUnits", "createUnit", "changeUnit",
        "closeUnit", "listRoles", "grantRole", "endRole", "listSeries", "openRegister", "changeSeries", "getOwnAgency", "changeAgency",
        "listAuthorities", "grantAuthority", "endAuthority", "listCalendarDays", "setCalendarDay", "listTrail",
    }),
}  # fmt: skip
PERMISSIONS["lanhdao_ltls"] = PERMISSIONS["luutru_ltls"]

_SEES_WHOLE_AGENCY = frozenset({"vanthu", "lanhdao", "pholanhdao", "luutru_ltls", "lanhdao_ltls", "phongdoc"})


def permissions_of(roles: frozenset[str]) -> frozenset[str]:
    """All operation ids that the roles carry together."""
    return frozenset().union(*(PERMISSIONS.get(role, frozenset()) for role in roles))


def roles_with(permission: str) -> frozenset[str]:
    """The roles that carry an operation."""
    return frozenset(role for role, held in PERMISSIONS.items() if permission in held)


def roles_of_kind(kind: str) -> frozenset[str]:
    """The roles that exist in an agency, or in a historical archive."""
    historical = HISTORICAL_ROLES | {"quantri"}
    return historical if kind == "historical_archive" else frozenset(ROLE_NAMES) - HISTORICAL_ROLES


def sees_whole_agency(roles: frozenset[str]) -> bool:
    """Whether one of the roles sees every record of its agency (văn thư, leaders, archivists of the province)."""
    return bool(roles & _SEES_WHOLE_AGENCY)
