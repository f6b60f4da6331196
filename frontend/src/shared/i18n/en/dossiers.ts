import type { dossiers as vi } from "../vi/dossiers";

export const dossiers: typeof vi = {
  list: {
    title: "Dossiers at work", all: "Dossiers",
    empty: "There is no such dossier. Open one when a piece of work begins, then file documents in it while you handle them.",
    code: "Dossier code", name: "Title", retention: "Retention", documents: "Documents", ended: "Ended", state: "State",
    find: "Title or code", whose: "Maker", mine: "mine",
    year: "Year", term: "Retention", notReady: (n) => `${n} can not be submitted: only closed dossiers are`,
  },
  term: {
    PERMANENT: "Permanent", YEARS: "A number of years", UNTIL_EXPIRY: "Until the document expires", ASSET_LIFE: "Life of the work or equipment",
    AFTER_EVENT: "Years after an event",
  },
  access: { public: "Public", conditional: "Conditional" },
  certainty: { "official text": "official text", secondary: "secondary source", unverified: "unverified" },
  open: {
    act: "Open a dossier", later: "Later", required: "This may not be empty.", title: "Title of the dossier",
    titleHelp: "Short, covering the documents that will arise.", notation: "Number and symbol",
    notationHelp: "Ordinal and abbreviation of the heading, such as 05.VTLT", notationWrong: "Letters, digits and . / - _ only", started: "Begun on",
    access: "Access", description: "Note", how: "Retention", byRule: "By the schedule", byKind: "Set it myself",
    rule: "Record group of the schedule", ruleHint: "Type the record group; marks may be left out", years: "Years", kind: "Kind of retention",
    old: "Search expired schedules, too", code: (code) => `The code will be ${code}`,
    validity: (from, to) => (to ? `in force ${from} – ${to}` : `in force since ${from}`), noRule: "No group matches. Try other words, or set it yourself.",
    kindHelp: "No row of a schedule supports it; the archive will look at it again.",
  },
  file: {
    act: "File documents", title: "File documents in the dossier", kind: "Kind", incoming: "Incoming", outgoing: "Outgoing",
    hint: "Number, symbol, abstract… (marks may be left out)", start: "Type to search what you may see.", none: "No document matches.",
    waiting: "Handled and filed nowhere:",
    chosen: (n) => (n ? `File ${n}` : "Choose documents"), already: "in the dossier already", done: "Filed", failed: "Not filed", close: "Close",
  },
  paper: {
    act: "Add a paper", title: "Add papers without registration",
    explain: "Photos, minutes, invoices, recordings… that belong to this work and stand in no register (Decree 30, art. 29.3).",
    drop: "Drop files here or press to choose. Several are possible.", choose: "Choose files",
    each: "Each file is a paper", one: "The files are one paper", how: "How to record", name: "Name of the paper", made: "Made on", author: "Author",
    pages: "Pages", save: (n) => (n > 1 ? `Add ${n} papers` : "Add the paper"), withoutFile: "On paper, without a file",
    remove: (name) => `Drop ${name}`, see: (name) => `See ${name}`,
  },
  documents: {
    title: (docs, pages) => `${docs} documents · ${pages} pages`, empty: "Nothing here yet. File documents with the button above, or from a document's page.",
    ordinal: "No.", symbol: "Number, symbol", abstract: "Type and abstract", author: "Author", date: "Date", takeOut: "Take out",
    actions: "Actions", noFile: "on paper, no file", takeOutTitle: "Take the document out of the dossier?",
    takeOutSays: "The document stays in its register and in other dossiers; the trail records this.", label: "Documents of the dossier", files: "Files",
    takeOutOf: (n) => `Take out document ${n}`,
  },
  close: {
    act: "Close the dossier", ended: "Work ended on", sheets: "Sheets", sheetsHelp: "Needed for paper with a retention of 5 years and more (art. 29.4.c).",
    title: "Title (mend it if needed)", term: "Retention", keep: "Keep", change: "Set again", missing: "Missing before it can be closed",
    explain: "A closed dossier takes no more documents; it can be reopened until the archive accepts it.",
  },
  acts: {
    reopen: "Reopen", submit: "Submit",
    submitSays: (code, n) => `Dossier ${code} with its ${n} documents goes to the agency's archive and can no longer be changed.`,
    submitMany: (n) => `Submit ${n} dossiers`, submitManyTitle: "Submit the chosen dossiers",
    submitManySays: "These dossiers become one submission; their documents can no longer be changed:",
  },
  page: {
    above: (code, creator) => `Dossier ${code} · made by ${creator}`, inventory: "Inventory of documents", export: "Export", pdf: "Inventory (PDF)",
    xml: "Metadata (XML)", zip: "Whole dossier (ZIP)", notFound: "Dossier", facts: "About the dossier", retention: "Retention", basis: "Basis",
    noBasis: "set by its maker", access: "Access", started: "Time", ended: "Ended", sheets: "Sheets", description: "Note", due: "To be submitted by",
    dueNone: "not counted yet, the dossier is open", dueShort: "not submitted (less than 5 years)", late: (n) => `${n} days late`, language: "Language",
    paneEmpty: "Choose a file of the list to see it here.", moved: "The dossier is in", holding: "Agency archive",
  },
  card: {
    title: "Dossiers", none: "Filed in no dossier yet.", filed: "filed", pick: "Find an open dossier", put: "File it", fresh: "Open a new dossier",
    noOpen: "No open dossier matches", mine: "Find among your open dossiers",
  },
};
