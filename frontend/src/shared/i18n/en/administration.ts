import type { administration as vi } from "../vi/administration";

export const administration: typeof vi = {};
