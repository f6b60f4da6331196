import type { oversight as vi } from "../vi/oversight";

export const oversight: typeof vi = {
  standing: {
    title: "How agencies stand", above: (year) => `Figures of ${year}; overdue and late as of today. Contents of documents are never shown.`,
    label: "How agencies stand", report: (day) => `Report on records and archives work of the agencies, as of ${day}`, year: "Year",
    find: "Name or code", onlyLate: "Only agencies behind", print: "Print the report",
    table: "Table", chart: "Chart", empty: "There is no such agency.", agency: "Agency", state: "State", late: "Behind", onTime: "On time", total: "Province",
    legend: "How each figure is counted", sortBy: (head) => `Sort by ${head}`, counted: (late, all) => `${late} of ${all} agencies are behind`,
  },
  figure: {
    overdue: { head: "Overdue documents", says: "Incoming documents in hand whose term ran out, as of today.", basis: "Decree 30/2020, art. 24" },
    submissions_late: {
      head: "Late submissions", says: "Closed dossiers of 5 years and more that were not submitted to the agency's archive in time, by the shortest term.",
      basis: "Decree 30/2020, art. 30; Circular 05/2025 (secondary)",
    },
    dossiers_due: { head: "Submissions soon due", says: "Closed dossiers whose term for submission ends within 30 days.", basis: "Decree 30/2020, annex VI" },
    filed_nowhere: {
      head: "Filed nowhere", says: "Handled incoming and issued outgoing documents of the year that stand in no dossier.", basis: "Decree 30/2020, art. 29, 31",
    },
    dossiers_open: { head: "Open dossiers", says: "Dossiers that are not closed.", basis: "Decree 30/2020, art. 29" },
    documents_in: { head: "Incoming", says: "Incoming documents registered in the year.", basis: "Decree 30/2020, art. 22" },
    documents_out: { head: "Outgoing", says: "Outgoing documents issued in the year.", basis: "Decree 30/2020, art. 16" },
  },
  parts: (into, out) => `in ${into}, out ${out}`,
  unfiled: {
    title: "Filed nowhere", above: "Documents that you handled to the end and that stand in no dossier (Decree 30, art. 29, 31)",
    list: "Documents filed nowhere", empty: "Nothing is left. Documents that were handled and not filed appear here.", what: "Number, symbol",
    name: "Type and abstract", from: "Issued by", day: "Date",
  },
  due: {
    title: "Dossiers to be submitted", above: "Closed dossiers that are due or late for the agency's archive (Decree 30, annex VI III.5.b)",
    list: "Dossiers to be submitted", empty: "No dossier is due.", code: "Dossier code", name: "Title", who: "Maker", ended: "Ended", due: "Due",
    late: (n) => `${n} days late`, term: "Retention",
  },
};
