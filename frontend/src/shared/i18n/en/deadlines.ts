import type { deadlines as vi } from "../vi/deadlines";

/** What the pages of terms, the calendar's tools, notices, kept filters, the search on all fields and the reports say. */
export const deadlines: typeof vi = {
  calendar: {
    range: "Set several days", rangeTitle: "Set days in a row", rangeSays: "For Tết, days in lieu and swapped days as announced for the year. At most 31 days at a time.",
    days: "First and last day", kind: "Is", off: "Day off", work: "Working day", name: "Name", basis: "Basis (announcement)", certainty: "Certainty",
    forBelow: "Holds for the agencies below, too", forBelowShort: "for those below, too",
    copy: (year) => `Copy the frame of ${year}`, copyTitle: (from, to) => `Copy the frame of ${from} to ${to}`,
    copySays: "Only days that fall on the same date each year. Tết, the Hùng Kings' day and swapped days follow the year's announcement.",
    copied: (n) => `${n} days copied`, left: "Not copied, to be set by the year's announcement:", nothing: "Nothing to copy.",
    remove: "Remove the day that was set", removed: "Removed", week: "Working week and hours", weekSays: "The weekly rule; days off and swapped days go before it.",
    hours: "Hours of work", noHours: "not set; express documents count the clock through working days", setWeek: "Set the working week", from: "From",
    weekdays: "Working days of the week", morning: "Morning", afternoon: "Afternoon", to: "to", own: "set by the agency", shipped: "shipped", above: (n) => `set by ${n}`,
    since: (day) => `since ${day}`,
  },
  rules: {
    tab: "Terms", title: "Reminders and escalation", isDefault: "Not set by the agency; the program's defaults are in use.",
    soon: "Due soon: within working days", before: "Remind before the term (working days)", after: "Remind when overdue (working days)",
    unitHead: "Tell the head of the unit when overdue by (working days)", head: "Tell the head of the agency when overdue by (working days)", never: "never",
    express: "Remind of express documents ahead (minutes)", digest: "Hour of reminders and of the daily digest", many: "Type a number and Enter; empty reminds never",
    terms: "Terms of the working regulation", termsSays: "Suggested at registration (Decree 30 art. 24.2: set by regulation or by whoever directs). Rows that name an urgency go first, then those that name a type.",
    add: "Add a row", drop: "Remove the row", type: "Type", anyType: "any type", urgency: "Urgency", anyUrgency: "any urgency", workingDays: "Working days",
    workingHours: "Working hours", basis: "Basis", save: "Save", saved: "Saved", noTerms: "No rows yet.",
  },
  term: {
    hourField: "By what hour", hourWrong: "Hour and minutes, like 16:30.", taken: "Filled in.",
    agency: (day, n) => `Suggested by regulation: ${day}${n === null ? "" : ` (${n} working days)`}`,
    hour: (at) => `Suggested by regulation: ${at}`, law: (day) => `Suggested by law: at once, ${day}`,
    none: "The law fixes no term; whoever directs or the regulation decides.", take: "Use it",
    within: (n) => `${n} working days`, dueAt: "Due hour",
    left: (hours, minutes) => (hours ? `${hours} h ${minutes} min left` : `${minutes} min left`),
    passed: (hours, minutes) => (hours ? `${hours} h ${minutes} min over` : `${minutes} min over`),
  },
  bucket: { today: "Due today", soon: "Due soon", overdue: "Overdue", none: "No term" },
  buckets: "Term",
  order: { newest: "Newest first", oldest: "Oldest first", number: "By number", term: "By term", urgency: "Urgent first" },
  orderLabel: "Order",
  notices: {
    title: "Notices", all: "See all", choices: "Which notices to get", says: "What is overdue is always told. A kind that is off does not reach the bell from then on.",
    kind: {
      overdue: "Overdue, escalated", today: "Due today", near: "Due soon", digest: "Daily digest", incoming: "Incoming documents", outgoing: "Outgoing documents",
      dossiers: "Dossiers, submissions", other: "Other work",
    },
    list: "Notices", always: "always on",
  },
  views: {
    format: { pdf: "PDF", xlsx: "Excel (xlsx)", docx: "Word (docx)", doc: "Word 97 (doc)" },
    reported: "A number of a report",
    saved: "Filters", none: "No filter kept yet.", keep: "Keep this filter", keepSays: "Keeps the conditions, the order and the columns.", name: "Name",
    share: "Share with", alone: "only me", by: (who) => `by ${who}`, sharedWith: (role) => `shared: ${role}`, remove: (name) => `Remove filter ${name}`,
    kept: "Filter kept", columns: "Columns", columnsSays: "Choose columns and their order; remembered for next time.", usual: "Back to the usual ones", up: (c) => `Move column ${c} up`,
    export: "Export", exporting: (n) => `Exporting ${n}%`, exportFailed: "The export failed", exportSays: "At most 20,000 rows, with who took it and when.",
    ready: (name) => `${name} is ready`,
  },
  find: {
    title: "Advanced search", above: "Every field that was entered and the words inside the files; marks may be left out", open: "Advanced search", list: "Results", go: "Search", clear: "Clear",
    found: (n, more) => (more ? `More than ${n.toLocaleString("en")} documents` : `${n.toLocaleString("en")} documents`), nothing: "There is no such document.",
    more: "More conditions", fewer: "Fewer conditions",
    field: {
      q: "Words (number, abstract, sender)", content: "Words inside the files", number: "Number", symbol: "Symbol", issuer: "Issuer", signer: "Signer", abstract: "Abstract",
      type_code: "Type", urgency: "Urgency", state: "State", register_id: "Register", arrival_number: "Arrival number", arrived: "Arrived", issued: "Dated", due: "Due",
      unit_id: "Unit", person_id: "Handler, drafter", dossier: "Dossier (code, title)", recipient: "Recipient", language: "Language", description: "Note",
      document_identifier: "Document identifier", medium: "Medium", channel: "Received by",
    },
  },
  report: {
    nav: "Reports", title: "Report on the handling of documents", incoming: "Incoming", outgoing: "Outgoing", period: "Period", group: "Group by", total: "Total", sum: "Sum",
    groups: { unit: "Unit", person: "Handler", sender: "Sender", type: "Type", month: "Month", signer: "Signer" },
    presets: { month: "This month", quarter: "This quarter", year: "This year", last: "Last year" },
    says: { incoming: "By documents that arrived in the period, within what you may see. A number opens its list.", outgoing: "By drafts made in the period, within what you may see. A number opens its list." },
    empty: "No documents in this period.", chart: "Chart", table: "Numbers", reception: "Reception at the recipients", file: "Download", share: (name, n, all) => `${name}: ${n} of ${all}`,
  },
};
