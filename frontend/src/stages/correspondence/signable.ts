/** What the signing dialog signs, with the calls of its kind: a document, the part of a co-issuing agency in one, an electronic copy. */
import { get, post, put } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";

export type Purpose = "person" | "agency";
export type Capacity = ("TM" | "Q" | "KT" | "TL" | "TUQ")[];
type Device = Pick<Schemas["PrepareSignature"], "certificate" | "chain">;
type Made = Promise<Schemas["PreparationAnswer"]>;

export interface Signable {
  key: readonly (string | number)[];
  purpose: Purpose;
  act: string;
  number: string;
  willBe: string;
  isForecast: boolean;
  numberHangs: boolean;
  paper: boolean;
  how: string;
  options: (() => Promise<Schemas["SigningOptions"]>) | null;
  list: () => Promise<Schemas["PreparationList"]>;
  prepare: (device: Device, capacity: Capacity) => Made;
  complete: (preparation: string, body: Schemas["CompleteSignature"]) => Promise<unknown>;
  cancel: (preparation: string) => Promise<unknown>;
  here: ((capacity: Capacity) => Promise<unknown>) | null;
}

const person = (purpose: Purpose) => purpose === "person";

export function ofDocument(d: Outgoing, purpose: Purpose): Signable {
  const base = `/outgoing-documents/${d.id}` as const;
  const path = `${base}/signature-preparations` as const;
  const paper = d.medium === "paper";
  const forecast = d.forecast && `${d.forecast.number}/${d.forecast.symbol}`;
  return {
    key: ["/outgoing-documents", d.id, d.version],
    purpose,
    act: t.correspondence.outgoing.act[person(purpose) ? "sign" : "seal"],
    number: d.number ? numberAndSymbol(d) : "",
    willBe: d.medium === "electronic" ? (d.number ? numberAndSymbol(d) : (forecast ?? "")) : "",
    isForecast: !d.number,
    numberHangs: person(purpose),
    paper,
    how: person(purpose) || paper ? "" : t.signing.sealHow,
    options: person(purpose) ? () => get(`${base}/signing-options`) : null,
    list: () => get(path),
    prepare: (device, capacity) => post(path, { ...device, purpose, capacity }),
    complete: (preparation, body) => put(`${path}/${preparation}`, body),
    cancel: (preparation) => post(`${path}/${preparation}/cancellation`, { reason: "" }),
    here: (capacity) =>
      person(purpose) ? post(`${base}/signature`, capacity.length ? { capacity } : {}, d.version) : post(`${base}/seal`, undefined, d.version),
  };
}

export function ofPart(d: Schemas["JointAnswer"], purpose: Purpose): Signable {
  const base = `/joint-signatures/${d.id}` as const;
  const path = `${base}/signature-preparations` as const;
  return {
    key: ["/joint-signatures", d.id, d.version],
    purpose,
    act: t.drafting.joint[person(purpose) ? "sign" : "seal"],
    number: d.number ? numberAndSymbol(d) : "",
    willBe: d.number ? numberAndSymbol(d) : "",
    isForecast: false,
    numberHangs: false,
    paper: d.medium === "paper",
    how: t.signing.jointHow(d.lead_agency_name),
    options: person(purpose) ? () => get(`${base}/signing-options`) : null,
    list: () => get(path),
    prepare: (device, capacity) => post(path, { ...device, purpose, capacity }),
    complete: (preparation, body) => put(`${path}/${preparation}`, body),
    cancel: (preparation) => post(`${path}/${preparation}/cancellation`, { reason: "" }),
    here: (capacity) => (person(purpose) ? post(`${base}/signature`, { capacity }, d.version) : post(`${base}/seal`, undefined, d.version)),
  };
}

export function ofCopy(c: Schemas["CopyItem"]): Signable {
  const path = `/copies/${c.id}/signature-preparations` as const;
  return {
    key: ["copies", c.document_id, c.id],
    purpose: "agency",
    act: t.signing.copies.sign,
    number: c.written_number,
    willBe: c.written_number,
    isForecast: false,
    numberHangs: false,
    paper: false,
    how: t.signing.copies.awaitsHow,
    options: null,
    list: () => get(path),
    prepare: (device) => post(path, { ...device, purpose: "agency" }),
    complete: (preparation, body) => put(`${path}/${preparation}`, body),
    cancel: (preparation) => post(`${path}/${preparation}/cancellation`, { reason: "" }),
    here: null,
  };
}
