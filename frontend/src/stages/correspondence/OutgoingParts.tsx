import { useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay, size } from "@/shared/lib/format";
import { Card, Empty, Failure } from "@/shared/ui/Page";
import { Stepper } from "@/shared/ui/Stepper";
import { Tone, type ToneName } from "@/shared/ui/Tone";
import "./correspondence.css";

const w = t.correspondence;
const ORDER = ["draft", "content_checked", "form_checked", "approved", "signed", "sealed", "issued"];

/** Where a văn bản đi stands on its way, with the day of each step. */
export function OutgoingSteps({ document: d }: { document: Outgoing }) {
  const s = w.outgoing.step;
  const checked = (aspect: string) => atMoment(d.reviews.filter((r) => r.aspect === aspect && r.verdict === "approve" && !r.voided_at).at(-1)?.at);
  const steps = [
    { name: s.content, note: checked("content") },
    { name: s.form, note: checked("form") },
    { name: s.approval, note: checked("approval") },
    { name: s.signed, note: atMoment(d.signed_at) },
    { name: s.sealed, note: atMoment(d.sealed_at) },
    { name: s.issued, note: onDay(d.dispatched_on) },
  ];
  const at = d.state === "recalled" ? steps.length : ORDER.indexOf(d.state);
  return <Stepper label={w.outgoing.title} steps={steps} at={at} />;
}

const TONES: Record<string, ToneName> = {
  pending: "work",
  sent: "work",
  delivered: "good",
  arrived: "wait",
  registered: "good",
  handling: "work",
  completed: "good",
  returned: "late",
  recalled: "bad",
};

/** How far a document came at a recipient, in the words of the sender. */
function Delivery({ state }: { state: string }) {
  return <Tone tone={TONES[state] ?? "work"}>{w.delivery[state as "sent"] ?? t.state[state] ?? state}</Tone>;
}

const TAKEN = ["registered", "handling", "completed"];

/** Each recipient and how far the document came there; before anything was sent, to whom it will go. */
export function Recipients({ items, recalled }: { items: Schemas["RecipientItem"][]; recalled: boolean }) {
  const words = w.outgoing.recipients;
  const inside = items.filter((r) => r.agency_id);
  const reached = inside.filter((r) => (recalled ? r.state === "recalled" : TAKEN.includes(r.state))).length;
  if (items.length > 0 && items.every((r) => r.state === "pending"))
    return (
      <Card title={words.title}>
        <ul className="to-whom">
          {items.map((r) => (
            <li key={r.id}>
              {r.name}
              {r.purpose && <span className="muted"> ({r.purpose})</span>}
            </li>
          ))}
        </ul>
      </Card>
    );
  return (
    <Card title={words.title} side={inside.some((r) => r.state !== "pending") && <span className="muted">{(recalled ? words.gone : words.all)(reached, inside.length)}</span>}>
      {items.length === 0 && <Empty>{words.empty}</Empty>}
      {items.length > 0 && (
        <table className="recipients">
          <thead>
            <tr>
              <th scope="col">{words.title}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.on}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((r) => (
              <tr key={r.id}>
                <td>
                  {r.name}
                  {r.purpose && <span className="muted"> ({r.purpose})</span>}
                </td>
                <td>
                  <Delivery state={r.state} />
                  {r.state_note && <div className={r.state === "delivered" || r.state === "sent" ? "muted" : "late"}>{r.state_note}</div>}
                </td>
                <td className="muted">{r.state_at ? atMoment(r.state_at) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** Who checked what, oldest first; what a later change overtook is said to be void. */
export function Reviews({ items }: { items: Schemas["ReviewItem"][] }) {
  const words = w.outgoing.reviews;
  if (items.length === 0) return null;
  return (
    <Card title={words.title}>
      <ol className="timeline">
        {items.map((r) => (
          <li key={r.id} className={r.verdict === "return" ? "said-loud" : undefined}>
            <strong>{t.aspect[r.aspect]}</strong>: {r.verdict === "approve" ? words.agreed : words.returned} · {r.full_name}
            {r.note && <> — {r.note}</>}
            <div className="muted">
              {atMoment(r.at)}
              {r.voided_at && <> · {words.voided}</>}
              {r.layout && <> · {t.layout.withFindings(r.layout.errors, r.layout.looks)}</>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

const RANK = ["signed", "rendition", "main", "attachment", "draft", "evidence"];

/** The file that counts first, then its appendices, then older versions; each says on its tab what it is. */
export function filesInOrder(d: Outgoing) {
  const signed = d.files.some((f) => f.role === "signed");
  const rank = (role: string) => (signed && (role === "main" || role === "rendition") ? RANK.length : RANK.indexOf(role));
  const sorted = [...d.files].sort((a, b) => rank(a.role) - rank(b.role) || b.ordinal - a.ordinal);
  const older = (role: string) => (signed && role === "main" ? w.outgoing.versions.draft : (w.fileRole[role as "main"] ?? role));
  return sorted.map((f, i) => ({ ...f, label: i === 0 ? w.outgoing.versions.current : f.role === "attachment" ? f.name : older(f.role) }));
}

/** The versions of the file, the one that counts first. */
export function Versions({ document: d }: { document: Outgoing }) {
  const words = w.outgoing.versions;
  if (d.files.length < 2) return null;
  const files = filesInOrder(d);
  return (
    <Card title={words.title}>
      <ul className="timeline">
        {files.map((f) => (
          <li key={`${f.ordinal}${f.sha256}`}>
            {f.name}{" "}
            <span className="muted">
              {f.label} · {size(f.size)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function verdictOf(s: Schemas["SignatureItem"]): string {
  const words = w.outgoing.signatures;
  if (s.is_valid) return words.valid;
  return [!s.intact && words.broken, s.changed_after && words.changed, !s.trusted && words.untrusted, s.expired && words.expired].filter(Boolean).join("; ");
}

/** The digital signatures of the file with the verdict on each; what cannot be checked offline is said. */
export function Signatures({ document: d }: { document: Outgoing }) {
  const words = w.outgoing.signatures;
  const file = d.files.find((f) => f.role === "signed");
  const found = useQuery({
    queryKey: ["/outgoing-documents", d.id, "signatures", file?.sha256, d.version],
    queryFn: () => get(`/outgoing-documents/${d.id}/signatures`),
    enabled: Boolean(file),
  });
  if (!file) return null;
  return (
    <Card title={words.title}>
      {found.isPending && <p className="muted">{words.checking}…</p>}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data?.items.length === 0 && <p className="late">{words.none}</p>}
      <ul className="timeline">
        {found.data?.items.map((s) => (
          <li key={s.field}>
            <strong>{s.signer}</strong>
            {s.organisation && s.organisation !== s.signer && `, ${s.organisation}`} <Tone tone={s.is_valid ? "good" : "late"}>{verdictOf(s)}</Tone>
            <div className="muted">
              {atMoment(s.signed_at)}
              {s.revocation === "unchecked" && <> · {words.revocation}</>}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function outgoingFacts(d: Outgoing): [string, string | number | null][] {
  const f = w.field;
  const capacity = d.capacity
    .split(",")
    .filter(Boolean)
    .map((c) => w.capacity[c as "KT"] ?? c)
    .join(", ");
  return [
    [f.type, d.type_name],
    [f.drafter, d.drafter_name],
    [f.draftingUnit, d.drafting_unit_name],
    [f.signer, d.signer ? `${d.signer.full_name} · ${d.signer.position}` : d.proposed_signer_name],
    [f.due, onDay(d.due_on)],
    [f.medium, w.medium[d.medium as "paper"] ?? d.medium],
    [f.urgency, t.urgency[d.urgency] ?? d.urgency],
    [f.capacity, capacity],
    [f.issued, onDay(d.issued_on)],
    [f.dispatched, onDay(d.dispatched_on)],
    [f.body, d.issuing_body],
    [f.pages, d.page_count],
    [f.amount, d.issued_amount],
    [f.copyUnit, d.retained_copy_unit],
    [f.identifier, d.document_identifier],
    [f.language, d.language],
    [f.description, d.description],
  ];
}
