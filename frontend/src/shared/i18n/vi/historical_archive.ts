/** What the pages of the stage `historical_archive` say. */
export const historical_archive = {};
