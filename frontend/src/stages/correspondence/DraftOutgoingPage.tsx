import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form } from "antd";
import { lazy, Suspense, useState } from "react";
import { get, patch, post } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol } from "@/shared/lib/format";
import { useShortcut } from "@/shared/lib/keys";
import { useMe } from "@/shared/lib/session";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { bodyOf, DraftFields, valuesOf, type DraftValues, type Known } from "./DraftFields";
import { asDay } from "./fields";
import { useAttempt } from "./queue";
import type { Place } from "./suggestions";
import "./correspondence.css";

const DraftSuggestions = lazy(() => import("./DraftSuggestions"));
const w = t.correspondence.outgoing.form;

/** Soạn dự thảo, trả lời một văn bản đến (`?in_reply_to=`), sửa dự thảo (`?sua=`). */
export default function DraftOutgoingPage() {
  const { in_reply_to, sua, giao } = useSearch({ strict: false }) as { in_reply_to?: string; sua?: string; giao?: string };
  const given = useQuery({ queryKey: ["/draft-assignments", giao], queryFn: () => get(`/draft-assignments/${giao ?? ""}`), enabled: Boolean(giao) });
  const former = useQuery({ queryKey: ["/outgoing-documents", sua], queryFn: () => get(`/outgoing-documents/${sua ?? ""}`), enabled: Boolean(sua) });
  const answered = useQuery({
    queryKey: ["/incoming-documents", in_reply_to],
    queryFn: () => get(`/incoming-documents/${in_reply_to ?? ""}`),
    enabled: Boolean(in_reply_to),
  });
  if ((sua && former.isPending) || (in_reply_to && answered.isPending) || (giao && given.isPending)) return <Loading />;
  if (sua && former.isError)
    return (
      <Page title={w.reviseTitle}>
        <Failure error={former.error} retry={() => void former.refetch()} />
      </Page>
    );
  const asked = answered.data;
  const known: Known[] = [
    ...(asked ? [{ id: asked.id, label: `${numberAndSymbol(asked)} · ${asked.issuer_name} · ${asked.abstract}` }] : []),
    ...(former.data?.links ?? []).map((l) => ({ id: l.id, label: `${numberAndSymbol(l)} · ${l.abstract}` })),
  ];
  return (
    <Draft
      key={sua ?? giao ?? in_reply_to ?? "new"}
      {...(given.data && { given: given.data })}
      {...(former.data && { former: former.data })}
      known={known}
      reply={in_reply_to}
      replyFiles={asked?.files ?? []}
    />
  );
}

interface Props {
  former?: Outgoing;
  given?: Schemas["AssignmentAnswer"];
  known: Known[];
  reply: string | undefined;
  replyFiles: Outgoing["files"];
}

function Draft({ former, given, known, reply, replyFiles }: Props) {
  const [form] = Form.useForm<DraftValues>();
  const [main, setMain] = useState<Stored[]>([]);
  const [attached, setAttached] = useState<Stored[]>([]);
  const [place, setPlace] = useState<Place>();
  const [answered, setAnswered] = useState<Known[]>([]);
  const [busy, setBusy] = useState({ main: false, attached: false });
  const me = useMe();
  const go = useNavigate();
  const client = useQueryClient();
  const attempt = useAttempt();
  const save = useMutation({
    mutationFn: (v: DraftValues) => {
      const named = (files: Stored[], role: "main" | "attachment") => files.map((f) => ({ sha256: f.sha256, name: f.name, role }));
      const body = { ...bodyOf(v, former), files: [...named(main, "main"), ...named(attached, "attachment")] };
      const made = { ...body, ...(given && { assignment_id: given.id }) };
      return former ? patch(`/outgoing-documents/${former.id}`, body, former.version) : post("/outgoing-documents", made, undefined, attempt(made));
    },
    onSuccess: (document) => {
      void client.invalidateQueries();
      void go({ to: "/van-ban-di/$id", params: { id: document.id } });
    },
  });
  const uploading = busy.main || busy.attached;
  const send = () => {
    if (!save.isPending && !uploading)
      void form
        .validateFields()
        .then((v) => save.mutate(v))
        .catch(() => undefined);
  };
  const label = former ? w.saveRevision : w.save;
  useShortcut("ctrl+enter", label, send);
  const locals = [...main, ...attached].map((s) => s.local);
  const current = former?.files.filter((f) => f.role === "main" || f.role === "attachment") ?? [];
  const checked = former?.reviews.some((r) => !r.voided_at);
  const initial: Partial<DraftValues> = former
    ? valuesOf(former)
    : { type_code: given?.type_code ?? "CV", urgency: "normal", medium: "electronic", ...(given && { abstract: given.subject, due_on: asDay(given.due_on) }), ...(me.unit && { drafting_unit_id: me.unit.id }), ...(reply && { in_reply_to: [reply] }) };
  return (
    <Page title={former ? w.reviseTitle : reply ? w.replyTitle : w.newTitle} above={w.how}>
      <div className="split">
        <Card>
          {checked && <p className="preview">{w.reviewVoid}</p>}
          <Form form={form} layout="vertical" className="entry" initialValues={initial} scrollToFirstError>
            <Form.Item label={w.main} style={{ marginBottom: 10 }} {...(former && { extra: w.keepFile })}>
              <FileDrop
                small
                multiple={false}
                accept="application/pdf,.docx"
                hint={w.mainHint}
                onChange={setMain}
                onBusy={(b) => setBusy((o) => ({ ...o, main: b }))}
              />
            </Form.Item>
            {main[0] && (
              <Suspense>
                <DraftSuggestions
                  key={main[0].sha256}
                  form={form}
                  sha256={main[0].sha256}
                  untouchedType={former ? "" : "CV"}
                  show={setPlace}
                  know={(one) => setAnswered((old) => [...old, one])}
                />
              </Suspense>
            )}
            <DraftFields known={[...known, ...answered]} />
            <Form.Item label={w.attachments} style={{ marginBottom: 10 }}>
              <FileDrop small hint={w.attachmentsHint} onChange={setAttached} onBusy={(b) => setBusy((o) => ({ ...o, attached: b }))} />
            </Form.Item>
            {!main.length && !current.length && <p className="law">{w.needMain}</p>}
          </Form>
          <div className="entry-foot">
            <div className="entry-said">
              {save.isError && (
                <>
                  <Failure error={save.error} />
                  <p className="law">{t.correspondence.entry.keepTyping}</p>
                </>
              )}
            </div>
            <Button className="spread" onClick={() => window.history.back()}>
              {t.correspondence.back}
            </Button>
            {uploading && (
              <span className="muted" role="status">
                {w.waitUpload}
              </span>
            )}
            <Button type="primary" loading={save.isPending} disabled={uploading} onClick={send} aria-keyshortcuts="Control+Enter">
              {label} <kbd className="kbd-on-primary">Ctrl ↵</kbd>
            </Button>
          </div>
        </Card>
        {locals.length ? (
          <PdfPane locals={locals} mark={place} />
        ) : current.length ? (
          <PdfPane files={current} />
        ) : replyFiles.length ? (
          <PdfPane files={replyFiles} />
        ) : (
          <div className="card pane-empty">
            <p className="empty">{w.paneEmpty}</p>
          </div>
        )}
      </div>
    </Page>
  );
}
