import type { oversight as vi } from "../vi/oversight";

export const oversight: typeof vi = {};
