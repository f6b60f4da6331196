/** What the pages of the stage `oversight` say. */
export const oversight = {};
