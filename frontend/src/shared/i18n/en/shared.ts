import type { shared as vi } from "../vi/shared";

export const shared: typeof vi = {
  product: "Hồ Sơ", retry: "Try again", loading: "Loading", later: "Not now", close: "Close", cancel: "Cancel", more: "Show more", clear: "Clear filters", searching: "Searching…",
  nothingFound: "Nothing found", none: "—", noNumber: "No number yet", required: "This is required.", open: "Open", yes: "OK", remove: "Remove",
  trail: {
    title: "Trail", all: (n) => `Show all ${n} entries`, newest: "Only the newest 5", hash: "Hash", empty: "Nothing recorded yet.",
    system: "System",
  },
  rows: {
    chosen: (n) => `${n} selected`, dropChoice: "Clear selection", chooseAll: "Select all rows shown", choose: (what) => `Select ${what}`,
    shown: (n) => `${n} row${n === 1 ? "" : "s"}`, end: "End of the list", keys: "Arrow up and down to move between rows; Enter to open",
  },
  filters: {
    add: "Filter", words: "Filter by words", placeholder: "Filter: ke hoach thanh hoa", state: "State", from: "From", to: "to", since: (d) => `from ${d}`, until: (d) => `until ${d}`,
    drop: (what) => `Remove filter ${what}`, apply: "Filter", all: "Any",
  },
  reason: { label: "Reason", tooShort: "Give the reason in at least 10 characters." },
  stale: (_detail, who) => `Somebody changed this record while you had it open: ${who}. Reload to see the new content.`, unknownPerson: "unknown", reload: "Reload",
  conversation: { empty: "No opinions yet. Directions, assignments and progress will show here." },
  late: (days) => `${days} day${days === 1 ? "" : "s"} overdue`, dueToday: "Due today", daysLeft: (days) => `${days} day${days === 1 ? "" : "s"} left`,
  steps: { past: "done", now: "current step", next: "to come" },
  drop: {
    many: "Drop files here, or press to choose", one: "Drop a file here, or press to choose one", choose: "Choose files", sending: (share) => `Uploading ${share} %`,
    stored: "Uploaded", remove: (name) => `Remove file ${name}`, retry: (name) => `Upload file ${name} again`, list: "Chosen files", again: "Upload again",
  },
  pdf: {
    file: (name) => `File ${name}`, content: "Content of the file", page: (n, all) => `Page ${n} / ${all}`, pageOnly: (n) => `Page ${n}`, smaller: "Zoom out", larger: "Zoom in",
    fit: "Fit width", turn: "Turn", save: "Download", files: "Files", damaged: "This PDF cannot be opened. Download it to view it with another program.",
    other: "Download this kind of file to view it.", zoom: (percent) => `${percent} %`,
  },
  unit: { kb: "KB", mb: "MB" },
};
