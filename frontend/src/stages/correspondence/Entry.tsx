import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";
import dayjs from "dayjs";
import { lazy, Suspense, useEffect, useRef, useState, type DragEvent } from "react";
import { get, post, Refused } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { today } from "@/shared/lib/format";
import { useShortcut } from "@/shared/lib/keys";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { Tone } from "@/shared/ui/Tone";
import { EntryFields, type EntryValues } from "./EntryFields";
import { asDay, asText } from "./fields";
import { useAttempt, useQueue } from "./queue";
import { TwinPane } from "./TwinPane";
import { TwinWarning } from "./TwinWarning";
import { useTwins } from "./twins";
import "./correspondence.css";

const DroppedSignatures = lazy(() => import("./DroppedSignatures"));
const SignatureCard = lazy(() => import("./SignatureCard"));
const w = t.correspondence.entry;

function Drop({ take }: { take: (files: File[]) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    <div className="file-drop">
      <button
        type="button"
        className={`drop drop-tall${over ? " drop-on" : ""}`}
        onClick={() => input.current?.click()}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {w.drop}
        <span className="muted">{w.withoutFile}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        className="unseen"
        tabIndex={-1}
        aria-label={w.choose}
        data-testid="files"
        onChange={(e) => {
          take([...(e.target.files ?? [])]);
          e.target.value = "";
        }}
      />
    </div>
  );
}

function startOf(arrival?: Incoming): Partial<EntryValues> {
  const received_on = dayjs(today());
  if (!arrival) return { type_code: "CV", urgency: "normal", channel: "paper", received_on };
  const { type_code, number, symbol, issuer_name, issuer_code, abstract, signer_name, signer_position, page_count, copies } = arrival;
  const days = { issued_on: asDay(arrival.issued_on), due_on: asDay(arrival.due_on), received_on: asDay(arrival.received_on) ?? received_on };
  const kinds = { urgency: arrival.urgency, channel: arrival.channel } as Partial<EntryValues>;
  return {
    type_code,
    number,
    symbol,
    issuer_name,
    issuer_code,
    abstract,
    signer_name,
    signer_position,
    page_count: page_count || undefined,
    copies: copies || undefined,
    ...days,
    ...kinds,
  } as Partial<EntryValues>;
}

/** What the API wants of the form; fields that stay empty are left out. */
function factsOf(values: EntryValues, confirmed: boolean) {
  const days = { issued_on: asText(values.issued_on), received_on: asText(values.received_on), due_on: asText(values.due_on) };
  return { ...values, ...days, page_count: values.page_count ?? undefined, copies: values.copies ?? undefined, duplicate_confirmed: confirmed };
}

/** The form beside the file: several files one after another; what was typed outlives every refusal. */
export function Entry({ arrival }: { arrival?: Incoming }) {
  const [form] = Form.useForm<EntryValues>();
  const [twin, setTwin] = useState<string | null>(null);
  const [suggested, setSuggested] = useState<ReadonlySet<string>>(new Set());
  const [peeked, setPeeked] = useState<string>();
  const [last, setLast] = useState<Incoming>();
  const queue = useQueue();
  const attempt = useAttempt();
  const go = useNavigate();
  const client = useQueryClient();
  const year = Number(today().slice(0, 4));
  const registers = useQuery({ queryKey: ["/registers", { year }], queryFn: () => get("/registers", { year }) });
  const books = registers.data?.items.filter((r) => r.kind === "incoming" && r.state === "open") ?? [];
  const typed = Form.useWatch([], form) as EntryValues | undefined;
  const twins = useTwins({ number: typed?.number ?? "", symbol: typed?.symbol ?? "", issuer: typed?.issuer_name ?? "" }, arrival?.id);
  const book = books.find((b) => b.id === typed?.register_id) ?? books.find((b) => b.code === `incoming-${year}`) ?? books[0];
  useEffect(() => {
    if (!queue.pages || form.isFieldTouched("page_count")) return;
    form.setFieldValue("page_count", queue.pages);
    setSuggested(new Set(["page_count"]));
  }, [queue.pages, form]);

  const save = useMutation({
    mutationFn: async ({ values, confirmed }: { values: EntryValues; confirmed: boolean; stay: boolean }) => {
      const stored = await queue.stored();
      const files = stored ? [{ sha256: stored.sha256, name: stored.name, role: "main" as const }] : [];
      const body = { ...factsOf(values, confirmed), files };
      return arrival
        ? post(`/incoming-documents/${arrival.id}/registration`, body, arrival.version, attempt(body))
        : post("/incoming-documents", body, undefined, attempt(body));
    },
    onSuccess: (document, { stay }) => {
      setTwin(null);
      void client.invalidateQueries();
      if (!stay) return void go({ to: "/van-ban-den/$id", params: { id: document.id } });
      const { register_id, received_on, channel, issuer_name, issuer_code } = form.getFieldsValue(true) as EntryValues;
      form.resetFields();
      form.setFieldsValue({ register_id, received_on, channel, issuer_name, issuer_code } as Partial<EntryValues>);
      setSuggested(new Set());
      setPeeked(undefined);
      setLast(document);
      queue.next();
      window.setTimeout(() => form.focusField("number"));
    },
    onError: (error) => setTwin(error instanceof Refused && error.problem.code === "possible_duplicate" ? String(error.problem.twin_id) : null),
  });
  const send = (stay: boolean, confirmed = false) => {
    if (save.isPending) return;
    void form
      .validateFields()
      .then((values) => save.mutate({ values, confirmed, stay }))
      .catch(() => undefined);
  };
  const several = queue.left > 1;
  const primary = several ? w.saveNext : w.save;
  useShortcut("ctrl+enter", primary, () => send(several));
  const above = [book ? w.next(book.name, book.last_number + 1) : w.noBook, queue.total > 1 && w.queue(Math.min(queue.at, queue.total), queue.total)]
    .filter(Boolean)
    .join(" · ");
  return (
    <Page title={arrival ? w.arrivalTitle : w.title} above={above} side={!arrival && <Tone tone="work">{queue.file ? w.type.scan : w.type.none}</Tone>}>
      {last && (
        <p className="card done-note" role="status">
          ✓ {w.registered(String(last.arrival_number), last.abstract)}{" "}
          <Link to="/van-ban-den/$id" params={{ id: last.id }}>
            {w.see}
          </Link>
        </p>
      )}
      <div className="split">
        <Card>
          <Form
            form={form}
            layout="vertical"
            className="entry"
            initialValues={startOf(arrival)}
            requiredMark
            scrollToFirstError
            onValuesChange={(changed) => {
              setTwin(null);
              setSuggested((s) => new Set([...s].filter((name) => !(name in changed))));
            }}
          >
            {arrival && <p className="law">{w.arrivalHow}</p>}
            <Suspense>
              {queue.file && <DroppedSignatures key={`${queue.file.name}${queue.file.lastModified}`} file={queue.file} stored={queue.stored} />}
              {arrival && <SignatureCard document={arrival} />}
            </Suspense>
            <EntryFields form={form} books={books} suggested={suggested} />
          </Form>
          <div className="entry-foot">
            <div className="entry-said">
              <TwinWarning
                twins={twins}
                named={twin}
                peek={setPeeked}
                confirm={() => send(several, true)}
                pending={save.isPending && Boolean(save.variables.confirmed)}
              />
              {save.isError && !twin && (
                <>
                  <Failure error={save.error} />
                  <p className="law">{w.keepTyping}</p>
                </>
              )}
              {queue.share !== undefined && <progress max={100} value={queue.share} aria-label={w.sending(queue.share)} style={{ width: "100%" }} />}
            </div>
            {arrival ? (
              <span className="spread">
                <Act<{ reason: string }>
                  record={arrival}
                  operation="returnIncoming"
                  label={t.correspondence.incoming.act.returnIncoming.sender}
                  danger
                  fields={<ReasonField />}
                  run={(v) => post(`/incoming-documents/${arrival.id}/return`, { to: "sender", ...v }, arrival.version)}
                  done={() => void go({ to: "/van-ban-den" })}
                />
              </span>
            ) : several ? (
              <Button className="spread" onClick={queue.next}>
                {w.skip}
              </Button>
            ) : (
              <Button className="spread" onClick={() => void go({ to: "/van-ban-den" })}>
                {t.correspondence.back}
              </Button>
            )}
            {!arrival && (
              <Button onClick={() => send(!several)} disabled={save.isPending}>
                {several ? w.save : w.saveAgain}
              </Button>
            )}
            <Button type="primary" loading={save.isPending} onClick={() => send(several)} aria-keyshortcuts="Control+Enter">
              {primary} <kbd className="kbd-on-primary">Ctrl ↵</kbd>
            </Button>
          </div>
        </Card>
        {peeked && <TwinPane id={peeked} back={() => setPeeked(undefined)} />}
        {!peeked &&
          (queue.file ? (
            <PdfPane local={queue.file} key={`${queue.file.name}${queue.file.lastModified}`} />
          ) : arrival?.files.length ? (
            <PdfPane files={arrival.files} />
          ) : (
            <Drop take={queue.take} />
          ))}
      </div>
    </Page>
  );
}
