import type { Dayjs } from "dayjs";
import type { Schemas } from "@/shared/api/types";

export interface EntryValues {
  type_code: string;
  type_name?: string;
  number?: string;
  symbol?: string;
  issued_on?: Dayjs;
  issuer_name: string;
  issuer_code?: string;
  abstract: string;
  signer_name?: string;
  signer_position?: string;
  page_count?: number | null;
  copies?: number | null;
  received_on?: Dayjs;
  urgency?: NonNullable<Schemas["RegisterIncoming"]["urgency"]>;
  due_on?: Dayjs;
  /** The hour of the term (HH:MM), for what is urgent. */
  due_hour?: string;
  reply_due_on?: Dayjs;
  document_identifier?: string;
  language?: string;
  description?: string;
  channel?: NonNullable<Schemas["RegisterIncoming"]["channel"]>;
  register_id?: string;
  secrecy?: string;
}
