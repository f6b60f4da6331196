import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { postFile, Refused } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol, onDay, size } from "@/shared/lib/format";
import { Card, Failure, Loading } from "@/shared/ui/Page";
import { StateTag } from "@/shared/ui/StateTag";
import { Tone } from "@/shared/ui/Tone";
import "./intake.css";

const w = t.intake.message;
type Preview = Schemas["MessagePreview"];

function text(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function factsOf(p: Preview): [string, string][] {
  const f = p.facts;
  const symbol = [text(f.number), text(f.symbol)].filter(Boolean).join("/");
  const signer = [text(f.signer_position), text(f.signer_name)].filter(Boolean).join(" · ");
  const rows: [string, string][] =
    p.kind === "status"
      ? [
          [w.code, `${text(f.code)} · ${text(f.meaning)}`],
          [w.described, text(f.description)],
        ]
      : [
          [w.subject, text(f.full_subject) || text(f.abstract)],
          [w.type, text(f.type_name)],
          [w.number, symbol],
          [w.issued, onDay(text(f.issued_on) || null)],
          [w.signer, signer],
          [w.receivers, text(f.receivers)],
          [w.urgency, t.urgency[text(f.urgency)] ?? ""],
          [w.due, onDay(text(f.due_on) || null)],
          [w.pages, f.page_count ? text(f.page_count) : ""],
          [w.reason, text(f.reason)],
        ];
  return [[w.sender, [p.sender_name, p.sender_code].filter(Boolean).join(" · ")], ...rows, [w.reference, p.reference]].filter(([, v]) => v && v !== t.shared.none) as [
    string,
    string,
  ][];
}

function Findings({ items }: { items: Preview["findings"] }) {
  if (items.length === 0) return <p className="muted">{w.clean}</p>;
  return (
    <Alert
      type="warning"
      showIcon
      className="failure"
      title={w.findings}
      description={
        <ul className="plain-list">
          {items.map((f, i) => (
            <li key={i}>{f.text}</li>
          ))}
        </ul>
      }
    />
  );
}

/** What an .edxml file says and would do here, before anything is kept; then it is received with one press. */
export default function MessagePreview({ file, close, more }: { file: File; close: () => void; more: boolean }) {
  const go = useNavigate();
  const client = useQueryClient();
  const seen = useQuery({
    queryKey: ["edxml", file.name, file.size, file.lastModified],
    queryFn: () => postFile("/exchange-messages/reading", file),
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  });
  const take = useMutation({
    mutationFn: () => postFile("/exchange-messages", file),
    onSuccess: async (message) => {
      await client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== "edxml" });
      close();
      if (more) return;
      if (message.state === "waiting" && message.document_id) return go({ to: "/van-ban-den/vao-so", search: { den: message.document_id } });
      return go({ to: message.kind === "status" && message.state === "status_noted" ? "/van-ban-di/$id" : "/van-ban-den/$id", params: { id: message.document_id ?? "" } });
    },
  });
  const known = take.error instanceof Refused && typeof take.error.problem.document_id === "string" ? take.error.problem.document_id : undefined;
  if (seen.isPending)
    return (
      <Card title={w.looking}>
        <Loading />
      </Card>
    );
  if (seen.isError)
    return (
      <Card title={w.unreadable} side={<Button onClick={close}>{w.back}</Button>}>
        <p className="muted">{file.name}</p>
        <Failure error={seen.error} />
      </Card>
    );
  const p = seen.data;
  const kind = p.business ?? p.kind;
  return (
    <Card title={w.title} side={<Tone tone={kind === "withdraw" ? "late" : "work"}>{w.business[kind] ?? kind}</Tone>}>
      <p className="law">{w.nothingKept}</p>
      <dl className="facts" data-testid="message-facts">
        {factsOf(p).map(([label, value]) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {p.files.length > 0 && (
        <>
          <h3>{w.files}</h3>
          <ul className="plain-list">
            {p.files.map((f, i) => (
              <li key={i}>
                {f.name} <span className="muted">{size(f.size)}</span> {!f.name_agrees && <Tone tone="late">{f.media_type}</Tone>}
              </li>
            ))}
          </ul>
        </>
      )}
      {p.about.length > 0 && (
        <>
          <h3>{w.about}</h3>
          <ul className="plain-list">
            {p.about.map((d) => (
              <li key={d.id}>
                <Link to={d.kind === "outgoing" ? "/van-ban-di/$id" : "/van-ban-den/$id"} params={{ id: d.id }}>
                  {numberAndSymbol(d)} · {d.abstract}
                </Link>{" "}
                <StateTag state={d.state} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Findings items={p.findings} />
      {take.isError && <Failure error={take.error} />}
      <div className="entry-foot">
        <Button className="spread" onClick={close}>
          {w.drop}
        </Button>
        {(p.duplicate_of ?? known) ? (
          <Link to="/van-ban-den/$id" params={{ id: p.duplicate_of ?? known ?? "" }}>
            <Button type="primary">{w.seeIt}</Button>
          </Link>
        ) : (
          <Button type="primary" loading={take.isPending} onClick={() => take.mutate()}>
            {w.receiveAct[kind] ?? w.receive}
          </Button>
        )}
      </div>
    </Card>
  );
}

