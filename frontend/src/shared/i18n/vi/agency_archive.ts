/** What the pages of the stage `agency_archive` say. */
export const agency_archive = {};
