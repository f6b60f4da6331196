/** What the pages of the stage `administration` say. */
export const administration = {};
