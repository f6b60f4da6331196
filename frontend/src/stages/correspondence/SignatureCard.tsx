import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { get, post } from "@/shared/api/client";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Failure } from "@/shared/ui/Page";
import { Nature, SignatureLines } from "./SignatureLines";

const w = t.verification;
type Check = Schemas["SignatureCheckItem"];

const said = (c: Check) => w.run(atMoment(c.at), c.by_name || w.byProgram, c.tool);

function Earlier({ checks }: { checks: Check[] }) {
  const [open, setOpen] = useState(false);
  if (checks.length === 0) return null;
  return (
    <>
      <Button size="small" type="link" aria-expanded={open} onClick={() => setOpen((o) => !o)}>
        {w.earlier(checks.length)}
      </Button>
      {open && (
        <ul className="signatures">
          {checks.map((c) => (
            <li key={c.id} className="signature">
              <p className="muted check-run">{said(c)}</p>
              <Nature check={c} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The last check of one file, with those before it. */
function FileChecks({ checks, named }: { checks: Check[]; named: boolean }) {
  const [last, ...earlier] = checks;
  if (!last) return null;
  return (
    <div className="check-file">
      {named && <p className="muted check-run">{w.file(last.name)}</p>}
      <SignatureLines check={last} />
      <p className="muted check-run">
        {said(last)}
        {last.certificate_count > 0 && `. ${w.kept(last.certificate_count)}`} <Earlier checks={earlier} />
      </p>
    </div>
  );
}

/** "Xác thực": what the signatures of a received document are, and the way back to the sender where the law wants it. */
export default function SignatureCard({ document: d }: { document: Incoming }) {
  const path = `/documents/${d.id}/signature-checks` as const;
  const client = useQueryClient();
  const found = useQuery({ queryKey: [path], queryFn: () => get(path), refetchInterval: (q) => (q.state.data?.pending ? 2000 : false) });
  const again = useMutation({ mutationFn: () => post(path), onSuccess: (answer) => client.setQueryData([path], answer) });
  const hasPdf = d.files.some((f) => f.media_type === "application/pdf");
  if (!hasPdf || (d.medium === "paper" && found.data?.items.every((c) => c.nature === "unsigned") && !found.data.pending)) return null;
  const byFile = new Map<string, Check[]>();
  for (const check of found.data?.items ?? []) byFile.set(check.sha256, [...(byFile.get(check.sha256) ?? []), check]);
  const latest = [...byFile.values()].flatMap((checks) => checks.slice(0, 1));
  const wrong = latest.find((c) => c.return_reason);
  const mayReturn = wrong && d.allowed_actions.includes("returnIncoming") && ["waiting", "registered"].includes(d.state);
  return (
    <Card
      title={w.title}
      side={
        found.data?.allowed_actions.includes("checkSignatures") && (
          <Button size="small" loading={again.isPending} onClick={() => again.mutate()}>
            {w.check}
          </Button>
        )
      }
    >
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {again.isError && <Failure error={again.error} />}
      {found.data?.pending && <p className="muted" role="status">{w.pending}</p>}
      {found.data?.pending === false && found.data.items.length === 0 && <p className="muted">{w.notYet}</p>}
      {[...byFile].map(([sha256, checks]) => (
        <FileChecks key={sha256} checks={checks} named={byFile.size > 1} />
      ))}
      {mayReturn && (
        <div className="acts card-foot">
          <Act<{ reason: string }>
            record={d}
            operation="returnIncoming"
            label={w.back}
            danger
            fields={<ReasonField />}
            initial={{ reason: wrong.return_reason }}
            run={(v) => post(`/incoming-documents/${d.id}/return`, { to: "sender", ...v }, d.version)}
          />
        </div>
      )}
    </Card>
  );
}
