import type { agency_archive as vi } from "../vi/agency_archive";

export const agency_archive: typeof vi = {
  submissions: {
    title: "Submissions", above: "Dossiers that units submit to the agency's archive (Decree 30, art. 30 and 31)", list: "Submissions",
    empty: "There is no such submission. One appears here when a maker closes a dossier and submits it.", code: "Submission", who: "Submitted by",
    total: "Dossiers",
    submitted: "Submitted", decided: "Decided", state: "State", stateFilter: "State", anyState: "Any state",
  },
  submissionState: { submitted: "Awaiting acceptance", decided: "Decided" },
  submission: {
    title: (code) => `Submission ${code}`, above: (day, n) => `Submitted on ${day} · ${n} dossiers`, notFound: "Submissions", inventory: "Inventory",
    handover: "Handover record", sheet: "Inventory (Excel)", dossier: "Dossier", term: "Retention", content: "Contents",
    decision: "Decision",
    lines: "Dossiers of the submission", amount: (docs, pages, sheets) => `${docs} documents · ${pages} pages${sheets === null ? "" : ` · ${sheets} sheets`}`,
    accept: "Accept", return: "Return", reason: "Reason of the return (at least 10 characters)", location: "Location: store, shelf, box",
    locationAll: "Location of all accepted dossiers", acceptAll: "Accept all", decide: "Record the decision", later: "Later", check: "Check the decision",
    says: (accepted, returned) => `Accept ${accepted}, return ${returned}. The decision can not be changed; the submitter is told.`,
    reasonMissing: "Give the reason of the return, at least 10 characters.", accepted: "Accepted", returned: "Returned", waiting: "Awaiting decision",
    done: (day) => `Decided on ${day}`, verdictOf: (code) => `Decision on ${code}`, reasonOf: (code) => `Reason to return ${code}`,
    locationOf: (code) => `Location of ${code}`, close: "Close",
  },
  holdings: {
    title: "Agency archive", above: "Dossiers that the agency's archive holds", list: "Holdings",
    empty: "There is no such dossier. Dossiers appear here when the archive accepts a submission.", code: "Dossier code", name: "Title",
    term: "Retention", ends: "Ends", place: "Location", state: "State",
    inventory: "Inventory, no.", fonds: "Fonds", location: "Location", endsBefore: "Retention ends before", anyState: "Any state",
    expired: "expired", notReady: (n) => `${n} can not be registered: only permanent ones that are held`, register: (n) => `Register ${n} dossiers`,
    registerTitle: "Register for the historical archive",
    registerSays: "The historical archive answers within 7 working days. Until then these dossiers stay in the agency's store:",
    note: "Note to the historical archive", one: "Register for transfer",
  },
  holdingState: { held: "Held", registered: "Registered", transferred: "Transferred" },
  holding: {
    above: (code) => `Dossier ${code} · Agency archive`, facts: "Preservation", fonds: "Fonds", inventory: "Inventory", ordinal: "Number", location: "Location",
    term: "Retention", ends: "Ends", endless: "no end", accepted: "Accepted", went: "Went to", none: "not recorded", documents: (n) => `${n} documents`,
    noFile: "on paper, no file", empty: "The dossier has no document.", dossier: "Open the dossier at work",
    paneEmpty: "Choose a file of the list to see it here.", label: "Documents of the dossier",
  },
};
