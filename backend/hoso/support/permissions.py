"""Which role may do what: the contract's table "who may" as data.

Never decides about a single record: its state and who handles it do that in the stages.
"""

HEAD_ROLES = frozenset({"lanhdao", "lanhdao_ltls"})
# What an administrator may give, by the kind of the agency; the names are those that a person sees.
ROLE_NAMES = {
    "vanthu": "Văn thư cơ quan", "vanthu_mat": "Văn thư quản lý bí mật nhà nước (chỉ trên máy riêng, không nối mạng)", "lanhdao": "Người đứng đầu cơ quan", "pholanhdao": "Cấp phó của người đứng đầu",
    "phanphoi": "Người được giao phân phối văn bản đến (Điều 23.1)", "dondoc": "Người theo dõi, đôn đốc giải quyết văn bản đến (Điều 24.1)", "truongphong": "Lãnh đạo đơn vị", "phophong": "Cấp phó đơn vị",
    "chuyenvien": "Chuyên viên", "luutru": "Lưu trữ hiện hành", "theodoi": "Theo dõi toàn tỉnh", "quantri": "Quản trị",
    "lanhdao_ltls": "Lãnh đạo lưu trữ lịch sử", "luutru_ltls": "Lưu trữ viên lưu trữ lịch sử", "phongdoc": "Phục vụ phòng đọc", "docgia": "Độc giả",
}  # fmt: skip
UNIT_ROLES = frozenset({"truongphong", "phophong", "chuyenvien"})
HISTORICAL_ROLES = frozenset({"lanhdao_ltls", "luutru_ltls", "phongdoc", "docgia"})

_READ = frozenset(
    {
        "listIncoming", "getIncoming", "listOutgoing", "getOutgoing", "listDossiers", "getDossier", "exportDossier",
        "listSubmissions", "getSubmission", "listTransfers", "getTransfer", "search", "listTrail", "listSenderAnswers", "printSlip",
        "listSignatureChecks", "printArrivalStamp",
    }
)  # fmt: skip
# Whoever takes part in handling says what they think and asks to hurry; whether this document lies with them, the action decides.
_TAKES_PART = frozenset({"addOpinion", "urgeIncoming", "appointSubstitute"})
_DIRECTS = frozenset({"decideExtension", "reopenIncoming", "followIncoming", "endFollowing"})
_HEADS_UNIT = frozenset({"forwardIncoming", "decideExtension"})
_OFFICER = _TAKES_PART | frozenset(
    {
        "requestExtension", "reopenIncoming", "listReceipts",
        "acknowledgeIncoming", "recordProgress", "completeIncoming", "draftOutgoing", "reviseOutgoing", "openDossier",
        "fileDocument", "takeOutDocument", "addPaper", "closeDossier", "reopenDossier", "submitToAgencyArchive",
        "printDocumentInventory", "printInventory", "printHandover",
    }
)  # fmt: skip

PERMISSIONS: dict[str, frozenset[str]] = {
    "vanthu": _READ | _TAKES_PART | {
        "reportHandling",
        "followIncoming", "endFollowing", "listReceipts", "listFieldAssignments", "assignField", "endFieldAssignment",
        "registerIncoming", "registerArrival", "correctIncoming", "attachPaperCopy", "addIncomingFiles", "presentIncoming", "transferIncoming",
        "returnIncoming", "confirmRecall", "reviewOutgoing", "numberOutgoing", "sealOutgoing", "issueOutgoing",
        "receiveEnvelope", "listEnvelopes", "getEnvelope", "openEnvelope", "passEnvelope", "handBackEnvelope", "noteSenderTold", "declineRecall",
        "readEdxml", "receiveEdxml", "listExchangeMessages", "acceptUpdate", "declineUpdate", "downloadSenderAnswer", "markAnswerSent",
        "recallOutgoing", "voidNumber", "printRegister", "listQuarantined", "returnQuarantined", "checkSignatures", "checkFileSignatures", "readRegister", "printRegisterInBackground", "closeRegister", "changeAccess",
    },
    "lanhdao": _READ | _TAKES_PART | _DIRECTS | {
        "reportHandling",
        "directIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "approveDossierPlan", "decideDisposal",
        "recallOutgoing", "readRegister", "changeAccess", "decideAccessChange", "placeHold", "liftHold", "countUses",
    },
    "pholanhdao": _READ | _TAKES_PART | _DIRECTS | {"reportHandling", "directIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "recallOutgoing", "readRegister", "changeAccess", "decideAccessChange", "placeHold", "liftHold"},
    "truongphong": _READ | _OFFICER | _HEADS_UNIT | {"reportHandling", "assignIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "draftDossierPlan", "changeAccess"},
    "phophong": _READ | _OFFICER | _HEADS_UNIT | {"reportHandling", "assignIncoming", "returnIncoming", "reviewOutgoing", "signOutgoing", "draftDossierPlan", "changeAccess"},
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
    "phanphoi": _READ | _TAKES_PART | _DIRECTS | {"directIncoming", "returnIncoming"},
    # The head gives somebody the charge to follow and urge the handling of all incoming documents (Đ24.1).
    "dondoc": _READ | _TAKES_PART,
    "quantri": frozenset({
        "listPeople", "getPerson", "createPerson", "changePerson", "resetPassword", "unlockPerson", "listAgencyUnits", "createUnit", "changeUnit",
        "closeUnit", "listRoles", "grantRole", "endRole", "listSeries", "openRegister", "changeSeries", "getOwnAgency", "changeAgency",
        "listAuthorities", "grantAuthority", "endAuthority", "listCalendarDays", "setCalendarDay", "listTrail", "countUses",
        "listQuarantined", "releaseQuarantined", "downloadQuarantined",
        "removeCalendarDay", "setCalendarRange", "copyCalendarYear", "setWorkingWeek", "getDeadlineRules", "setDeadlineRules",
        "listFieldAssignments", "assignField", "endFieldAssignment", "appointSubstitute",
    }),
}  # fmt: skip
# Who signs a document or puts the agency's signature on it also does so by an own device; which of the two is asked in the action.
for _role in ("vanthu", "lanhdao", "pholanhdao", "truongphong", "phophong"):
    PERMISSIONS[_role] |= {f"{_verb}{_of}Signature" for _verb in ("prepare", "complete", "cancel") for _of in ("", "Joint")}
PERMISSIONS["vanthu"] |= {"makeCopy", "prepareCopySignature", "completeCopySignature", "cancelCopySignature", "voidCopy", "handOverDevice", "returnDevice"}  # Đ6.3, Đ32.2: the clerk's tasks
for _role in ("vanthu", "lanhdao", "pholanhdao"):
    PERMISSIONS[_role] |= {"listCopyRegister", "printCopyRegister", "listDeviceHandovers"}
PERMISSIONS["quantri"] |= {"linkAuthorityBasis"}
# Contents only where the agency's rule gives the administrator a right to a record, each look noted (PL VI IV.1.c); no list, no search.
PERMISSIONS["quantri"] |= {"getIncoming", "getOutgoing", "getDossier"}
# Groups of records: leaders set their rules and hold them; the clerk keeps them, and what the clerk changes waits for confirmation.
for _role in ("lanhdao", "pholanhdao"):
    PERMISSIONS[_role] |= {"listRecordGroups", "createRecordGroup", "changeGroupRecords", "changeGroupReaders", "holdGroup", "liftGroupHold"}
PERMISSIONS["vanthu"] |= {"listRecordGroups", "createRecordGroup", "changeGroupRecords"}
for _role in ("vanthu", "lanhdao", "pholanhdao", "truongphong", "phophong", "chuyenvien", "luutru"):
    PERMISSIONS[_role] |= {"addMetadata", "withdrawMetadata"}
for _role in ("vanthu", "quantri"):
    PERMISSIONS[_role] |= {"listMarkImages", "uploadMarkImage", "endMarkImage"}
# The road of văn bản đi beside its steps (Đ10–12, Đ17–19): drafting, opinions, paper, kept copies, several agencies together.
_COMMENTS = frozenset({"commentDraft", "resolveComment", "giveConsultation", "listDraftAssignments"})
_GIVES_DRAFTS = frozenset({"assignDraft", "passDraftAssignment", "withdrawDraftAssignment"})
_DRAFTS = frozenset({"requestConsultation", "closeConsultation", "nameJointIssuers", "correctOutgoing", "passDraftAssignment"})
_PAPER_ROAD = frozenset({
    "recordHandSignature", "recordPaperCopies", "dispatchPaper", "noteReceipt", "printEnvelopes", "noteRetainedCopy", "lendRetained", "returnRetained",
    "convertToPaper", "convertToFile", "noteJointSignature", "sealJoint", "listDispatches", "listRetainedLoans", "listJointSignatures",
})  # fmt: skip
_SIGNATORY = frozenset({"reviseOutgoing", "sendBackOutgoing", "approveJoint", "signJoint"})
PERMISSIONS["vanthu"] |= _COMMENTS | _PAPER_ROAD
PERMISSIONS["chuyenvien"] |= _COMMENTS | _DRAFTS
for _role in ("lanhdao", "pholanhdao"):
    PERMISSIONS[_role] |= _COMMENTS | _GIVES_DRAFTS | _SIGNATORY | {"listDispatches", "listRetainedLoans", "listJointSignatures"}
for _role in ("truongphong", "phophong"):
    PERMISSIONS[_role] |= _COMMENTS | _GIVES_DRAFTS | _DRAFTS | _SIGNATORY
PERMISSIONS["lanhdao_ltls"] = PERMISSIONS["luutru_ltls"]
# The secret registers are a right of their own, which nothing opens but an isolated installation (Luật 29/2018 Đ5.5).
PERMISSIONS["vanthu_mat"] = PERMISSIONS["vanthu"] | {"registerSecret"}

_SEES_WHOLE_AGENCY = frozenset({"vanthu", "vanthu_mat", "dondoc", "lanhdao", "pholanhdao", "luutru_ltls", "lanhdao_ltls", "phongdoc"})


# What an absent person's substitute may do of what that person may: direct incoming documents, or handle them. Never sign, never register.
_LENT_READING = frozenset({"listIncoming", "getIncoming", "listTrail", "printSlip", "search"})
_LENT_DIRECTION = _LENT_READING | _TAKES_PART | _DIRECTS | {"directIncoming", "returnIncoming"}
_LENT_HANDLING = _LENT_READING | _TAKES_PART | _HEADS_UNIT | {
    "acknowledgeIncoming", "recordProgress", "completeIncoming", "assignIncoming", "returnIncoming", "requestExtension", "reopenIncoming",
}  # fmt: skip


def lent_permissions(roles: frozenset[str], *, directs: bool, handles: bool) -> frozenset[str]:
    """What a substitute of somebody with these roles may do in their place."""
    lent = (_LENT_DIRECTION if directs else frozenset()) | (_LENT_HANDLING if handles else frozenset())
    return permissions_of(roles) & (lent - {"appointSubstitute"})


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
