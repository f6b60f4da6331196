/** The signing program on the person's own machine (docs/signing-protocol.md): asked over loopback; the key never leaves it. */

export interface Certificate {
  id: string;
  certificate: string;
  chain: string[];
}

/** What went wrong on the machine; `code` has a sentence in the catalogue. */
export class SignerFailure extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const KNOWN = ["wrong_origin", "no_device", "wrong_pin", "locked", "cancelled"];

async function ask<T>(url: string, init?: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, credentials: "omit", cache: "no-store" });
  } catch {
    throw new SignerFailure("no_program");
  }
  const said = (await answer.json().catch(() => ({}))) as T & { code?: string };
  if (answer.ok) return said;
  throw new SignerFailure(said.code && KNOWN.includes(said.code) ? said.code : "malformed");
}

/** The certificates of the devices that are plugged in. */
export async function certificatesOf(url: string): Promise<Certificate[]> {
  const found = await ask<{ items?: Certificate[] }>(`${url}/v1/certificates`);
  if (!found.items?.length) throw new SignerFailure("no_device");
  return found.items;
}

/** One signature for each item, in their order; the program asks the person for the PIN. */
export async function signaturesOf(url: string, certificateId: string, items: { name: string; to_be_signed: string }[]): Promise<string[]> {
  const body = JSON.stringify({ certificate_id: certificateId, algorithm: "sha256", items });
  const made = await ask<{ signatures?: string[] }>(`${url}/v1/signatures`, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  if (made.signatures?.length !== items.length) throw new SignerFailure("malformed");
  return made.signatures;
}

/** The name on a certificate (DER in base64): the last common name in it, enough to tell two devices apart. */
export function nameOn(certificate: string): string {
  const bytes = Uint8Array.from(atob(certificate), (c) => c.charCodeAt(0));
  let name = "";
  for (let i = 0; i + 7 < bytes.length; i += 1) {
    // 06 03 55 04 03 = object identifier commonName; then the type and length of a string
    if (bytes[i] === 6 && bytes[i + 1] === 3 && bytes[i + 2] === 0x55 && bytes[i + 3] === 4 && bytes[i + 4] === 3) {
      const length = bytes[i + 6] ?? 0;
      name = new TextDecoder().decode(bytes.slice(i + 7, i + 7 + length));
    }
  }
  return name;
}
