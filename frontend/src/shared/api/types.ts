/** Names of the API's answers as the pages use them; the shapes are the generated schema's. */
import type { components } from "@/api/schema";
import type { Answer, PathOf } from "./paths";

export type Schemas = components["schemas"];

/** The items of a list: `Row<"/incoming-documents">`. */
export type Row<C extends PathOf<"get">> = Answer<"get", C> extends { items: (infer R)[] } ? R : never;
/** Paths that a list may be read from; what answers without items has no `Row`. (A union of list paths alone would lose those below a record.) */
export type ListPath = PathOf<"get">;

/** Paths of lookups: code and name, found by `q`. */
export type LookupPath = { [C in PathOf<"get">]: Answer<"get", C> extends { items: Schemas["LookupItem"][] } ? C : never }[PathOf<"get">];

export type Choice = Schemas["LookupItem"];
export type FileItem = Schemas["FileItem"];
export type Me = Schemas["Me"];
export type Incoming = Schemas["IncomingAnswer"];
export type Outgoing = Schemas["OutgoingAnswer"];
export type Dossier = Schemas["DossierAnswer"];
export type Submission = Schemas["SubmissionAnswer"];

/** A record with what the caller may do with it now. */
export interface Acting {
  id: string;
  state: string;
  version: number;
  allowed_actions: string[];
  why_not: Record<string, string>;
}
