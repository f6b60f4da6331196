import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";
import dayjs from "dayjs";
import { lazy, Suspense, useEffect, useRef, useState, type DragEvent } from "react";
import { get, post, Refused } from "@/shared/api/client";
import type { Incoming, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay, today } from "@/shared/lib/format";
import { useShortcut } from "@/shared/lib/keys";
import { Act } from "@/shared/ui/Act";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { Tone } from "@/shared/ui/Tone";
import { EntryFields } from "./EntryFields";
import type { EntryValues } from "./entryValues";
import { CategoryField } from "./CategoryField";
import { asDay, asInstant, asText } from "./fields";
import { useAttempt, useQueue } from "./queue";
import { Related, ReadNote } from "./ReadNote";
import { ScanQueue } from "./ScanQueue";
import { suggestedBy } from "./Suggested";
import { useRead, useSuggestions, type Kept, type Place } from "./suggestions";
import { TwinPane } from "./TwinPane";
import { TwinWarning } from "./TwinWarning";
import { useTwins } from "./twins";
import "./correspondence.css";

const DroppedSignatures = lazy(() => import("./DroppedSignatures"));
const SignatureCard = lazy(() => import("./SignatureCard"));
const MessagePreview = lazy(() => import("./MessagePreview"));
const w = t.correspondence.entry;
const isMessage = (file: File) => file.name.toLowerCase().endsWith(".edxml");

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
        <span className="muted">{t.intake.message.hint}</span>
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

function startOf(arrival?: Incoming, envelope?: Schemas["EnvelopeAnswer"]): Partial<EntryValues> {
  const received_on = dayjs(today());
  if (envelope) {
    const { sender_name, urgency } = envelope;
    return { type_code: "CV", channel: "paper", issuer_name: sender_name, urgency, received_on: asDay(envelope.received_on) } as Partial<EntryValues>;
  }
  if (!arrival) return { type_code: "CV", urgency: "normal", channel: "paper", received_on };
  const { type_code, number, symbol, issuer_name, issuer_code, abstract, signer_name, signer_position, page_count, copies } = arrival;
  const { document_identifier, language, description } = arrival;
  const days = { issued_on: asDay(arrival.issued_on), reply_due_on: asDay(arrival.reply_due_on), due_on: asDay(arrival.due_on), received_on: asDay(arrival.received_on) ?? received_on };
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
    document_identifier,
    language,
    description,
    ...(arrival.due_at && { due_hour: atMoment(arrival.due_at).slice(-5) }),
    ...days,
    ...kinds,
  } as Partial<EntryValues>;
}

/** What the API wants of the form; fields that stay empty are left out. */
function factsOf({ due_hour, ...values }: EntryValues, confirmed: boolean) {
  const days = { issued_on: asText(values.issued_on), received_on: asText(values.received_on), due_on: asText(values.due_on), reply_due_on: asText(values.reply_due_on) };
  const due_at = values.urgency === "normal" ? undefined : asInstant(values.due_on, due_hour);
  return { ...values, ...days, due_at, page_count: values.page_count ?? undefined, copies: values.copies ?? undefined, duplicate_confirmed: confirmed };
}

/** What is kept of a file while another is in hand. */
interface Sheet extends Kept {
  values: EntryValues;
  unlinked: ReadonlySet<string>;
}

/** What goes with the clerk from one paper to the next. */
const carriedOf = ({ register_id, received_on, channel, issuer_name, issuer_code }: EntryValues) => ({ register_id, received_on, channel, issuer_name, issuer_code });

interface Props {
  arrival?: Incoming;
  envelope?: Schemas["EnvelopeAnswer"];
  /** The document registered last, also on the form before this one. */
  last: Incoming | undefined;
  setLast: (document: Incoming) => void;
}

/** The form beside the file: several files one after another; what was typed outlives every refusal. */
export function Entry({ arrival, envelope, last, setLast }: Props) {
  const [form] = Form.useForm<EntryValues>();
  const [twin, setTwin] = useState<string | null>(null);
  const [peeked, setPeeked] = useState<string>();
  const [place, setPlace] = useState<Place>();
  const [unlinked, setUnlinked] = useState<ReadonlySet<string>>(new Set());
  const sheets = useRef(new Map<string, Sheet>());
  const queue = useQueue();
  const [messages, setMessages] = useState<File[]>([]);
  const take = (files: File[]) => {
    setMessages((old) => [...old, ...files.filter(isMessage)]);
    const scans = files.filter((file) => !isMessage(file));
    if (scans.length) queue.take(scans);
  };
  const attempt = useAttempt();
  const go = useNavigate();
  const client = useQueryClient();
  const year = Number(today().slice(0, 4));
  const registers = useQuery({ queryKey: ["/registers", { year }], queryFn: () => get("/registers", { year }) });
  const books = registers.data?.items.filter((r) => r.kind === "incoming" && r.state === "open") ?? [];
  const typed = Form.useWatch([], form) as EntryValues | undefined;
  const twins = useTwins({ number: typed?.number ?? "", symbol: typed?.symbol ?? "", issuer: typed?.issuer_name ?? "" }, arrival?.id);
  const book = books.find((b) => b.id === typed?.register_id) ?? books.find((b) => b.code === `incoming-${year}`) ?? books[0];
  const digest = queue.digest ?? arrival?.files.find((f) => f.role === "main")?.sha256;
  const read = useRead(digest, arrival?.id);
  const suggestions = useSuggestions(form, read.data, typed, { key: queue.key, onlyEmpty: Boolean(arrival) });
  const held = (read.data?.mentions ?? []).flatMap((m) => (m.document && !unlinked.has(m.document.id) ? [{ id: m.document.id, relation: m.relation }] : []));
  useEffect(() => {
    if (!queue.pages || suggestions.isByHand("page_count")) return;
    form.setFieldValue("page_count", queue.pages);
    suggestions.counted();
  }, [queue.pages, form]);
  /** Lays the form of the file in hand aside and takes up that of another. */
  const turnTo = (move: () => string | undefined) => {
    const values = form.getFieldsValue(true) as EntryValues;
    if (queue.key) sheets.current.set(queue.key, { values, unlinked, ...suggestions.kept() });
    const kept = sheets.current.get(move() ?? "");
    form.resetFields();
    form.setFieldsValue((kept?.values ?? carriedOf(values)) as Partial<EntryValues>);
    suggestions.restore(kept);
    setUnlinked(kept?.unlinked ?? new Set());
    setTwin(null);
    setPeeked(undefined);
    setPlace(undefined);
  };

  const save = useMutation({
    mutationFn: async ({ values, confirmed }: { values: EntryValues; confirmed: boolean; stay: boolean }) => {
      const stored = await queue.stored();
      const files = stored ? [{ sha256: stored.sha256, name: stored.name, role: "main" as const }] : [];
      const linked = (relation: string) => held.filter((h) => h.relation === relation).map((h) => h.id);
      const body = { ...factsOf(values, confirmed), files, answers: linked("answers"), rests_on: linked("rests_on"), ...(envelope && { envelope_id: envelope.id }) };
      return arrival
        ? post(`/incoming-documents/${arrival.id}/registration`, body, arrival.version, attempt(body))
        : post("/incoming-documents", body, undefined, attempt(body));
    },
    onSuccess: (document, { stay }) => {
      setTwin(null);
      void client.invalidateQueries();
      if (!stay) return void go({ to: "/van-ban-den/$id", params: { id: document.id } });
      setLast(document);
      if (arrival) return void go({ to: "/van-ban-den/vao-so", search: { den: nextArrival } });
      turnTo(() => queue.next(document));
      window.setTimeout(() => form.focusField("number"));
    },
    onError: (error) => setTwin(error instanceof Refused && error.problem.code === "possible_duplicate" ? String(error.problem.twin_id) : null),
  });
  const send = (stay: boolean, confirmed = false) => {
    if (save.isPending || unknown) return;
    void form
      .validateFields()
      .then((values) => save.mutate({ values, confirmed, stay }))
      .catch(() => undefined);
  };
  const waiting = useQuery({
    queryKey: ["/incoming-documents", "waiting", { state: "waiting", limit: 5 }],
    queryFn: () => get("/incoming-documents", { state: "waiting", limit: 5 }),
    enabled: Boolean(arrival),
  });
  // Only from arrival to arrival: the list may lie in the cache while something else is registered.
  const nextArrival = arrival && waiting.data?.items.find((r) => r.id !== arrival.id)?.id;
  // Until it is known whether another arrival waits, nothing is pressed: a button that moves under the hand does another thing.
  const unknown = Boolean(arrival) && waiting.isPending;
  const several = queue.left > 1 || Boolean(nextArrival);
  const primary = arrival && several ? t.reading.nextArrival : several ? w.saveNext : w.save;
  const show = (wanted: Place) => {
    setPeeked(undefined);
    setPlace(wanted);
  };
  useShortcut("ctrl+enter", primary, () => send(several));
  const above = [book ? w.next(book.name, book.last_number + 1) : w.noBook, queue.total > 1 && queue.at > 0 && w.queue(queue.at, queue.total)]
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
          {queue.total > 1 && (
            <ScanQueue items={queue.items} current={queue.key} share={queue.share} open={(key) => key !== queue.key && turnTo(() => queue.goTo(key))} />
          )}
          <Form
            form={form}
            layout="vertical"
            className="entry"
            initialValues={startOf(arrival, envelope)}
            requiredMark
            scrollToFirstError
            onValuesChange={(changed) => {
              setTwin(null);
              suggestions.typed(Object.keys(changed));
            }}
          >
            {arrival && <p className="law">{w.arrivalHow}</p>}
            {envelope && <p className="law">{t.intake.envelopes.from(envelope.sender_name, onDay(envelope.received_on))}</p>}
            <Suspense>
              {queue.file && <DroppedSignatures key={queue.key} file={queue.file} stored={queue.stored} />}
              {arrival && <SignatureCard document={arrival} />}
            </Suspense>
            <ReadNote read={read.data} running={Boolean(digest) && read.isPending} failed={read.isError} filled={suggestions.marks.filled.size} offers={suggestions.marks.offers.size} />
            <EntryFields form={form} books={books} suggested={suggestedBy({ marks: suggestions.marks, show, take: suggestions.take })} />
            <Related
              mentions={read.data?.mentions ?? []}
              chosen={new Set(held.map((h) => h.id))}
              choose={(id, on) => setUnlinked((old) => new Set(on ? [...old].filter((o) => o !== id) : [...old, id]))}
              show={show}
            />
          </Form>
          <div className="entry-foot">
            <div className="entry-said">
              <TwinWarning
                twins={twins}
                named={twin ?? read.data?.twin?.id ?? null}
                same={read.data?.twin}
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
                <Act<{ reason: string; category: "misdirected" }>
                  record={arrival}
                  operation="returnIncoming"
                  label={t.correspondence.incoming.act.returnIncoming.sender}
                  danger
                  fields={<CategoryField />}
                  run={(v) => post(`/incoming-documents/${arrival.id}/return`, { to: "sender", ...v }, arrival.version)}
                  done={() => void go({ to: "/van-ban-den" })}
                />
              </span>
            ) : queue.total > 1 && queue.key ? (
              <span className="spread acts">
                {queue.former && <Button onClick={() => turnTo(() => queue.goTo(queue.former ?? ""))}>{t.reading.queue.back}</Button>}
                <Button onClick={() => turnTo(queue.skip)}>{w.skip}</Button>
              </span>
            ) : (
              <Button className="spread" onClick={() => void go({ to: "/van-ban-den" })}>
                {t.correspondence.back}
              </Button>
            )}
            {(!arrival || several) && (
              <Button onClick={() => send(!several)} disabled={save.isPending || unknown}>
                {several ? w.save : w.saveAgain}
              </Button>
            )}
            {/* Another act is another button: a pointer already held over the former one does not press it. */}
            <Button key={primary} type="primary" loading={save.isPending} disabled={unknown} onClick={() => send(several)} aria-keyshortcuts="Control+Enter">
              {primary} <kbd className="kbd-on-primary">Ctrl ↵</kbd>
            </Button>
          </div>
        </Card>
        {messages[0] && (
          <Suspense>
            <MessagePreview
              key={`${messages[0].name}${messages.length}`}
              file={messages[0]}
              more={messages.length > 1}
              close={() => setMessages((old) => old.slice(1))}
            />
          </Suspense>
        )}
        {peeked && <TwinPane id={peeked} back={() => setPeeked(undefined)} />}
        {!peeked &&
          !messages[0] &&
          (queue.file ? (
            <PdfPane local={queue.file} key={queue.key} mark={place} />
          ) : arrival?.files.length ? (
            <PdfPane files={arrival.files} mark={place} />
          ) : (
            <Drop take={take} />
          ))}
      </div>
    </Page>
  );
}
