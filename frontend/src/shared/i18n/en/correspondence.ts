import type { correspondence as vi } from "../vi/correspondence";

export const correspondence: typeof vi = {};
