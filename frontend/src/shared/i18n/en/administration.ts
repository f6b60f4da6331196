import type { administration as vi } from "../vi/administration";

export const administration: typeof vi = {
  title: "Administration", above: (agency) => `Administration of ${agency} · an administrator reads no document or dossier`, tabsLabel: "Parts of administration",
  tabs: {
    people: "People and roles", units: "Units", series: "Registers and numbers", authorities: "Authority to sign", distributors: "Distribution of incoming documents", terms: "Terms", calendar: "Calendar",
    agency: "Agency",
  },
  common: {
    later: "Later", save: "Save", required: "This may not be empty.", from: "From", to: "Until", basis: "Basis", open: "without end", end: "End",
    change: "Change", until: (day) => `until ${day}`, since: (day) => `since ${day}`,
  },
  inTime: { active: "In force", planned: "Planned", ended: "Ended" },
  people: {
    find: "Name or account", list: "People of the agency", empty: "There is no such person.", add: "Add a person", name: "Full name",
    username: "Account", position: "Position", roles: "Roles", last: "Last signed in", never: "never", state: "State", anyRole: "Any role", role: "Role",
    noRole: "no role yet",
    usernameRule: "Lower-case letters, digits, dot, dash; at least 3.", password: "Temporary password", generate: "Draw one",
    passwordHelp: "Shown only once, here. Hand it to the person, who must change it at the first sign-in.", copy: "Copy", only: "Account", active: "In use",
    inactive: "Ended",
  },
  personState: { active: "In use", locked: "Locked", inactive: "Ended" },
  person: {
    notFound: "Person", above: (username) => `Account ${username}`, facts: "Account", mustChange: "must change the password at sign-in",
    lockedUntil: (at) => `locked until ${at} after wrong passwords`, change: "Change name, position", stop: "End the account",
    stopSays: "The person is signed out everywhere and can not sign in. Work done and trail stay. It can be opened again.",
    reopen: "Open the account again", unlock: "Unlock", reset: "Reset the password", resetSays: "All sessions of the person end.",
    resetDone: "Temporary password, shown only now:", seen: "Noted", roles: "Roles", grantRole: "Give a role", unit: "Unit",
    noRoles: "No role yet: the person can sign in and do nothing.", authorities: "Authority to sign",
    noAuthorities: "Signs no documents.", ended: (n) => `Ended (${n})`, endSays: "Without a day it ends at once.", lastDay: "Last day", agency: "whole agency",
  },
  capacity: { POST: "By own post", TM: "TM. (on behalf)", Q: "Q. (acting)", KT: "KT. (for the head)", TL: "TL. (by order)", TUQ: "TUQ. (by sub-authority)" },
  units: {
    list: "Units of the agency", empty: "There is no unit yet.", add: "Add a unit", code: "Code", name: "Name", symbol: "Symbol", people: "People",
    state: "State", active: "Active", closed: "Closed", close: "Close", closeTitle: (name) => `Close ${name}`, closeSays: "The unit takes no new work; its documents and dossiers stay.",
    reopen: "Open again",
    symbolHelp: "Stands in document symbols, such as VTLT", codeHelp: "Upper-case letters, digits",
    hasPeople: (n) => `${n} people hold a role here: end or move their roles first.`, actions: "Actions",
  },
  series: {
    books: (year) => `Registers of ${year}`, noBooks: "No register this year yet. It opens with the first document.", book: "Register", kind: "Kind",
    opened: "Opened", last: "Last number", state: "State", open: "Open", closed: "Closed", own: "Own series",
    noOwn: "All types share one series. Open an own one where the agency's regulation says so (Decree 30, art. 15).",
    add: "Open a series", name: "Name", code: "Code", types: "Types of document", body: "Issuing body", symbol: "Abbreviation", from: "From year",
    purpose: "Used for", byType: "Some types", byBody: "A council or group with own numbers", all: "all types", rename: "Rename",
    renameSays: "Open registers keep their name; the next year's bears the new one.",
    actions: "Actions", codeHelp: "Upper-case letters, digits, dash", says: "Numbers that were given stay. The new series begins at 01.", planned: "Planned",
  },
  kind: { incoming: "Incoming", outgoing: "Outgoing" },
  authorities: {
    list: "Who signs, in which capacity", empty: "No authority was granted yet.", grant: "Grant authority to sign", who: "Person", capacity: "Capacity",
    basis: "Basis (decision, regulation)", time: "Validity", state: "State", actions: "Actions", tuq: "TUQ. needs a last day (art. 13.4).",
    above: "Decree 30/2020, art. 13",
  },
  distributors: {
    list: "Who distributes incoming documents", above: "The head may let others distribute incoming documents (Decree 30, art. 23.1)",
    grant: "Grant distribution", empty: "Granted to nobody; the head and deputies direct.", who: "Person", time: "Validity", actions: "Actions", state: "State",
  },
  calendar: {
    title: (year) => `Calendar of ${year}`, previous: "Previous year", next: "Next year",
    says: "Monday to Friday are working days. Press a day to record a holiday or a swapped working day; terms are counted by this calendar.",
    month: (m) => `Month ${m}`, days: ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"], holiday: "Holiday", working: "Working day",
    weekend: "weekend", swapped: "Swapped working day", own: "set by the agency", shipped: "shipped", list: "Holidays and swapped days",
    empty: "No holiday or swapped day in this year yet. Record them by the yearly announcement.", set: (day) => `Day ${day}`, kind: "It is a", name: "Name",
    basis: "Basis (announcement)", certainty: "How certain", day: "Day", what: "Kind", from: "Source",
  },
  certainty: { "official text": "official text", secondary: "secondary source", unverified: "unverified" },
  agency: {
    title: "Agency", says: "Name and abbreviation stand on documents, registers and forms. Numbers given before keep the old abbreviation.", code: "Code",
    name: "Name", symbol: "Abbreviation", place: "Place", superior: "Superior body", fonds: "Fonds code", change: "Change", changeTitle: "Change the agency", none: "not recorded",
    contact: { address: "Address", phone: "Phone", fax: "Fax", email: "E-mail", website: "Website" },
  },
};
