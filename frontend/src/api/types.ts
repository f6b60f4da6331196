/** Shapes of answers that the pages read; the field names are the contract's. */

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface Choice {
  id: string;
  code: string;
  name: string;
  [fact: string]: unknown;
}

export interface Me {
  id: string;
  full_name: string;
  position: string;
  agency: Choice;
  unit: Choice | null;
  roles: string[];
  permissions: string[];
  is_head: boolean;
  demo: boolean;
}

export interface Acting {
  id: string;
  state: string;
  version: number;
  allowed_actions: string[];
  why_not: Record<string, string>;
}

export interface FileRow {
  sha256: string;
  name: string;
  role: string;
  size: number;
  media_type: string;
}

export interface Opinion {
  id: string;
  at: string;
  kind: string;
  text: string;
  full_name: string;
  position: string;
}

export interface Handling {
  id: string;
  part: string;
  state: string;
  name: string;
  due_on: string | null;
  instruction: string;
}

export interface Link {
  id: string;
  kind: string;
  relation: string;
  number: string;
  symbol: string;
  abstract: string;
}

export interface DocumentRow {
  id: string;
  state: string;
  type_name: string;
  number: string;
  symbol: string;
  issued_on: string | null;
  abstract: string;
  urgency: string;
  due_on: string | null;
}

export interface IncomingRow extends DocumentRow {
  issuer_name: string;
  arrival_number: number | null;
  arrived_on: string | null;
  received_on: string | null;
}

export interface Incoming extends IncomingRow, Acting {
  version: number;
  presented_at: string | null;
  completed_at: string | null;
  created_at: string;
  signer_name: string;
  signer_position: string;
  page_count: number;
  arrival_year: number | null;
  channel: string;
  recall_asked_at: string | null;
  recall_reason: string;
  files: FileRow[];
  handlings: Handling[];
  opinions: Opinion[];
  links: Link[];
}

export interface OutgoingRow extends DocumentRow {
  signer_name: string;
  created_at: string;
}

export interface Outgoing extends OutgoingRow, Acting {
  signed_at: string | null;
  sealed_at: string | null;
  dispatched_on: string | null;
  document_identifier: string;
  signer: { full_name: string; position: string } | null;
  recipients: { id: string; name: string; state: string; state_note: string }[];
  reviews: { id: string; aspect: string; verdict: string; note: string; full_name: string; at: string; voided_at: string | null }[];
  files: FileRow[];
  links: Link[];
}

export interface DossierRow {
  id: string;
  state: string;
  code: string;
  title: string;
  retention_label: string;
  started_on: string;
  ended_on: string | null;
  doc_total: number;
  page_total: number;
}

export interface Dossier extends DossierRow, Acting {
  notation: string;
  creator: string;
  access_mode: string;
  submission_due_on: string | null;
  submission_terms: { due_on: string; basis: string; certainty: string }[];
  documents: (DocumentRow & { ordinal: number; kind: string; issuer_name: string })[];
  files: (FileRow & { document_id: string })[];
}

export interface SubmissionRow {
  id: string;
  state: string;
  code: string;
  submitted_on: string;
  submitter_name: string;
  unit_name: string | null;
  line_total: number;
}

export interface Submission extends Acting {
  code: string;
  submitted_on: string;
  decided_on: string | null;
  lines: { dossier_id: string; code: string; title: string; retention_label: string; doc_total: number; verdict: string; reason: string }[];
}

export interface HoldingRow {
  id: string;
  state: string;
  code: string;
  title: string;
  retention_label: string;
  retention_ends_on: string | null;
  location: string;
  accepted_on: string;
}

export interface Hit {
  kind: string;
  id: string;
  title: string;
  dated_on: string;
}

export interface TrailItem {
  at: string;
  by_name: string;
  tag: string;
  sequence: number;
  hash: string;
}

export interface Notice {
  id: string;
  state: string;
  at: string;
  text: string;
  link: string;
}
