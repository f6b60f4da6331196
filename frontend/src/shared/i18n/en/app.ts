import type { app as vi } from "../vi/app";

const many = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

export const app: typeof vi = {
  skip: "Skip to content", demo: "Demonstration", demoLong: "Demonstration: all data are examples, agency codes are not real",
  nav: {
    label: "Main navigation", openRail: "Open navigation", closeRail: "Close navigation", mine: "My work", documents: "Documents", dossiers: "Dossiers", archive: "Archive", historical: "Historical archive", province: "Province",
    admin: "Administration", home: "Desk", incoming: "Incoming documents", outgoing: "Outgoing documents", registers: "Registers", dossierList: "Dossiers at work", submissions: "Submissions", holdings: "Agency archive",
    transfers: "Transfers to the historical archive", archival: "Archival dossiers", search: "Search", standing: "Agencies behind", people: "People and roles", units: "Units", series: "Registers and symbols",
    authorities: "Authority to sign", distributors: "Distribution of incoming documents", calendar: "Calendar", agency: "Agency", register: "Register an incoming document", draft: "Draft a document", counted: (label, n) => `${label}, ${n} waiting`,
  },
  account: {
    menu: "My account", theme: "Appearance", light: "Light", dark: "Dark", system: "As the device", language: "Language", vi: "Tiếng Việt", en: "English", password: "Change password", keys: "Shortcuts", out: "Sign out",
  },
  password: {
    title: "Change password", now: "Current password", next: "New password", again: "New password again", differs: "The two entries differ.",
    rule: "At least 8 characters with upper and lower case, a digit and a special character. Your other sessions will be signed out.", done: "Password changed.",
    must: "This is a temporary password. Set one of your own before you work.",
  },
  search: {
    label: "Search", placeholder: "Number and symbol, abstract, dossier… (marks may be left out)", title: "Search", results: (q) => `Results for “${q}”`,
    how: "With or without marks; “in quotes” is a phrase; 39/KH-UBND is number and symbol", start: "Searches the documents and dossiers that you may see.",
    startReader: "Search what the historical archive has made public, for example: ke hoach van thu luu tru thanh hoa", kind: "Kind", any: "All", list: "Search results", found: (n, more) => (more ? `More than ${n} results` : `${n} results`),
    nothing: (q) => `“${q}” was not found in what you may see.`, nothingHow: "Use fewer words, drop the dates, or search by number and symbol.", field: "Words to look for", go: "Search", newest: "Newest first",
  },
  notices: {
    title: "Notices", bell: (n) => (n ? `Notices, ${n} unread` : "Notices, nothing new"), read: "Mark as read", empty: "No notices yet. Work given or returned to you will show here.", unread: "unread", all: "Show all notices",
  },
  palette: { title: "Quick open", placeholder: "Name of a page, a number, a symbol or words of an abstract…", pages: "Pages", found: "Found", searchAll: (q) => `Search “${q}”`, nothing: "No page has such a name.", keys: "↑ ↓ choose · Enter open · Esc close" },
  keys: {
    title: "Shortcuts of this screen", everywhere: "Everywhere", screen: "This screen", search: "Search", palette: "Open a page or a document by number", help: "Show shortcuts", rows: "Previous, next row", open: "Open the row",
    choose: "Select the row", next: "Take the next task", close: "Close the dialog", home: "Back to the desk", send: "Save the form",
  },
  lock: {
    title: "Locked after a while without work", text: (name) => `The work of ${name} is still here. Enter the password to go on.`, password: "Password", unlock: "Unlock", unlocking: "Unlocking…", other: "Other account",
  },
  signIn: {
    title: "Sign in", about: "Documents, dossiers and archives of public agencies", username: "User name", password: "Password", go: "Sign in", going: "Signing in…", show: "Show", hide: "Hide",
    showLabel: "Show password", hideLabel: "Hide password", left: (minutes) => `Try again in ${minutes} minutes.`, caps: "Caps Lock is on.",
    demoTitle: "Demonstration accounts", demoHow: (password) => `Choose a person to fill in the form. Password of all: ${password}`, agency: "Agency", ended: "Your session has ended. Sign in again to go on.",
  },
  demoAgency: { snv: "Sở Nội vụ", ubnd: "UBND tỉnh Thanh Hóa", stc: "Sở Tài chính", hacthanh: "UBND phường Hạc Thành", hatrung: "UBND xã Hà Trung", ltls: "Trung tâm Lưu trữ lịch sử tỉnh" },
  home: {
    title: "Desk", morning: "this morning", afternoon: "this afternoon", evening: "this evening", hello: (name) => `Hello ${name}`, has: (name, when, work) => `Hello ${name}, ${when}: ${work}`,
    free: (name, when) => `Hello ${name}, nothing waits ${when}`, next: "Take the next task", none: "Nothing is waiting.", baskets: "Waiting for you", newestIn: "Newest incoming documents", newestOut: "Newest outgoing documents",
    all: "Show all", notices: "Notices", newestDossiers: "Newest dossiers", dueTitle: "Newest submissions", transfers: "Transfers", archival: "Newly accepted dossiers",
    reader: { title: "Online reading room", above: "Historical archive of the province", ask: "Search the archival dossiers", how: "A few words of the matter, with or without marks.", newest: "Newest public dossiers", example: "For example", empty: "No dossier is public yet." },
    follower: { title: "The province at a glance", late: "Agencies behind", empty: "No agency is behind.", overdue: (n) => `${n} overdue`, unfiled: (n) => `${n} not filed`, submissions: (n) => `${many(n, "dossier")} submitted late` },
    admin: { title: "Administration of the agency", people: "People, accounts and roles", series: "Registers and how they number", authorities: "Who signs for whom, and until when", calendar: "Holidays and swapped days: terms are counted by this calendar", units: "Units and their heads", agency: "Name, code and what forms print", distributors: "Who besides the leaders may distribute incoming documents" },
  },
  work: {
    to_register: (n) => `${many(n, "document")} to register`, to_present: (n) => `${many(n, "document")} to present`, to_transfer: (n) => `${many(n, "document")} to transfer`, to_check_form: (n) => `${many(n, "draft")} to check for form`,
    to_issue: (n) => `${many(n, "document")} to issue`, sealed: (n) => `${many(n, "document")} to dispatch`, due_today: (n) => `${many(n, "document")} due today`, overdue: (n) => `${many(n, "document")} overdue`,
    to_direct: (n) => `${many(n, "document")} to direct`, to_approve: (n) => `${many(n, "draft")} to approve`, to_sign: (n) => `${many(n, "document")} to sign`, to_assign: (n) => `${many(n, "document")} to assign`,
    to_check_content: (n) => `${many(n, "draft")} to check for content`, given: (n) => `${many(n, "document")} in hand`, due_soon: (n) => `${many(n, "document")} due soon`, overdue_mine: (n) => `${many(n, "document")} overdue`,
    unfiled: (n) => `${many(n, "document")} not filed`, to_accept: (n) => `${many(n, "submission")} to accept`, due_for_submission: (n) => `${many(n, "dossier")} to submit`, expired: (n) => `${many(n, "dossier")} past their retention`,
    to_answer: (n) => `${many(n, "registration")} to answer`, to_check: (n) => `${many(n, "transfer")} to check`, late_agencies: (n) => `${n === 1 ? "1 agency" : `${n} agencies`} behind`,
  },
  basket: {
    to_register: "To register", to_present: "To present", to_transfer: "To transfer", to_check_form: "To check for form", to_issue: "To issue", sealed: "Sealed, to dispatch", due_today: "Due today", overdue: "Overdue",
    to_direct: "To direct", to_approve: "To approve", to_sign: "To sign", to_assign: "To assign", to_check_content: "To check for content", given: "In hand", due_soon: "Due soon", overdue_mine: "Overdue", unfiled: "Not filed",
    to_accept: "To accept", due_for_submission: "To submit", expired: "Past retention", to_answer: "Registrations", to_check: "Packages to check", late_agencies: "Agencies behind",
  },
  missing: {
    title: "There is no such page", text: "The address may be mistyped, or the record belongs to another agency.", home: "Back to the desk", forbidden: "You cannot see this page", forbiddenText: "Your role does not do this, or the record is not shared with you. Whoever is in charge of the dossier, or the administrator of your agency, can give access.",
    broken: "This page failed", brokenText: "What was recorded is safe. Reload the page; if it fails again, send the line below to the administrator.", reload: "Reload the page", updated: "The system has just been updated. Reload the page to use the new version.",
  },
  offline: "No network. What you typed is still on the page; the system tries again when the network is back.", noMe: "Your session could not be opened.",
};
