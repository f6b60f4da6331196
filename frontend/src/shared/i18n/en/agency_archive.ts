import type { agency_archive as vi } from "../vi/agency_archive";

export const agency_archive: typeof vi = {};
