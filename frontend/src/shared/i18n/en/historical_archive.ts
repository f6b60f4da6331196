import type { historical_archive as vi } from "../vi/historical_archive";

export const historical_archive: typeof vi = {};
