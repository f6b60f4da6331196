/** What the pages of the stage `correspondence` say. */
export const correspondence = {};
