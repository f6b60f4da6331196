/** What the pages of the stage `dossiers` say. */
export const dossiers = {};
