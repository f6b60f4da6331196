import { Button } from "antd";
import { useState } from "react";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import { Tone, type ToneName } from "@/shared/ui/Tone";
import "./signatures.css";

const w = t.verification;
type Check = Schemas["SignatureCheckItem"];
type Line = Schemas["SignatureLine"];

const NATURE: Record<string, ToneName> = {
  original: "good", digitised: "good", incomplete: "wait", unsigned: "wait", altered: "late", unproven: "wait", unreadable: "late",
};
const CODE: Record<string, ToneName> = { valid: "good", altered: "late", revoked: "late", expired: "wait", untrusted: "wait" };

/** What the file therefore is, in the words of the office, with the article. */
export function Nature({ check }: { check: Check }) {
  const means = w.means[check.nature === "incomplete" ? `incomplete_${check.missing}` : check.nature];
  return (
    <div className="nature">
      <Tone tone={NATURE[check.nature] ?? "work"}>{w.nature[check.nature] ?? check.nature}</Tone>
      <span>
        {means} <span className="law">{w.article(check.article)}</span>
      </span>
    </div>
  );
}

function timeOf(s: Line): string {
  const at = s.time_stamped_at ?? s.signed_at;
  if (!at) return w.noTime;
  const how = !s.time_stamped_at ? w.ownClock : s.time_stamp_trusted ? w.stamped(s.time_stamp_by) : w.stampedUntrusted(s.time_stamp_by);
  return `${w.signedAt(atMoment(at))}, ${how}`;
}

function revocationOf(s: Line): string {
  const said = w.revocation[s.revocation] ?? s.revocation;
  if (!s.revoked_at) return said;
  return `${said}, ${s.revocation === "revoked" ? w.revokedAt(atMoment(s.revoked_at)) : w.revokedLater(atMoment(s.revoked_at))}`;
}

function Facts({ s }: { s: Line }) {
  const facts: [tone: "good" | "bad" | "wait", said: string][] = [
    [s.changed_after || !s.intact ? "bad" : s.change === "annotations" ? "wait" : "good", [w.change[s.change] ?? s.change, ...s.changes].join(" · ")],
    [s.trust === "trusted" ? "good" : "wait", w.trust[s.trust] ?? s.trust],
  ];
  if (s.expired && s.chain[0]) facts.push(["wait", `${w.expired(onDay(s.chain[0].valid_to.slice(0, 10)))}, ${s.valid_at_signing ? w.inTimeThen : w.lateThen}`]);
  facts.push([s.revocation === "good" ? "good" : s.revocation === "revoked" ? "bad" : "wait", revocationOf(s)]);
  return (
    <ul className="signature-facts">
      {facts.map(([tone, said]) => (
        <li key={said} className={`fact-${tone}`}>
          {said}
        </li>
      ))}
    </ul>
  );
}

function Chain({ s }: { s: Line }) {
  return (
    <div className="chain">
      <strong>{w.chain}</strong>
      <ol>
        {s.chain.map((c) => (
          <li key={c.fingerprint}>
            {c.subject} <span className="muted">{w.validity(onDay(c.valid_from.slice(0, 10)), onDay(c.valid_to.slice(0, 10)))}</span>
            <div className="muted fingerprint">{w.fingerprint(c.fingerprint)}</div>
          </li>
        ))}
      </ol>
      <p className="muted">
        {s.algorithm}
        {s.basis && ` · ${w.basis(s.basis)}`}
      </p>
    </div>
  );
}

function Signature({ s }: { s: Line }) {
  const [open, setOpen] = useState(false);
  return (
    <li className="signature">
      <div className="signature-head">
        <Tone tone={CODE[s.code] ?? "work"}>{w.signature[s.code] ?? s.code}</Tone>
        <span>
          <strong>{s.signer}</strong> <span className="muted">{[s.title, s.organisation !== s.signer && s.organisation].filter(Boolean).join(", ")}</span>
          <div className="muted">
            {w.holder[s.holder] ?? s.holder} · {timeOf(s)}
          </div>
        </span>
        <Button size="small" type="link" aria-expanded={open} onClick={() => setOpen((o) => !o)}>
          {open ? w.hide : w.details}
        </Button>
      </div>
      <Facts s={s} />
      {open && <Chain s={s} />}
    </li>
  );
}

/** Each signature of a file with its own verdict. */
export function SignatureLines({ check }: { check: Check }) {
  return (
    <>
      <Nature check={check} />
      {check.signatures.length > 0 && (
        <ul className="signatures">
          {check.signatures.map((s) => (
            <Signature key={s.field} s={s} />
          ))}
        </ul>
      )}
    </>
  );
}
