import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { blobOf, get, post, put } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { numberAndSymbol, onDay, today } from "@/shared/lib/format";
import { sentenceOf } from "@/shared/lib/refusals";
import { certificatesOf, nameOn, signaturesOf, SignerFailure, type Certificate } from "@/shared/lib/signer";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Failure, Loading } from "@/shared/ui/Page";
import "./signing.css";

type Option = Schemas["SigningOption"];
type Prepared = Schemas["PreparationAnswer"];
type Purpose = "person" | "agency";
type Step = "find" | "prepare" | "sign" | "complete";
const STEPS: Step[] = ["find", "prepare", "sign", "complete"];
const w = t.signing;
const saying = (error: unknown): string => (error instanceof SignerFailure ? (w.failure[error.code] ?? "") : sentenceOf(error));

/** The block above the name, as Phụ lục I prints it. */
export function Block({ option }: { option: Option }) {
  return (
    <div className="signer-block" aria-label={w.block}>
      {option.lines.map((line) => (
        <strong key={line}>{line}</strong>
      ))}
      <em>{w.here}</em>
      <strong>{option.full_name}</strong>
    </div>
  );
}

const keyOf = (o: Option) => o.capacity.join("+") || "POST";

function Capacity({ options, chosen, choose }: { options: Option[]; chosen: Option; choose: (o: Option) => void }) {
  return (
    <section className="signing-as">
      {options.length > 1 && <h3>{w.as}</h3>}
      {options.length > 1 && (
        <Radio.Group
          aria-label={w.as}
          value={keyOf(chosen)}
          onChange={(e) => choose(options.find((o) => keyOf(o) === e.target.value) ?? chosen)}
          options={options.map((o) => ({ value: keyOf(o), label: o.lines.join(" / "), disabled: !o.allowed && o !== chosen }))}
        />
      )}
      <Block option={chosen} />
      <Alert type={chosen.allowed ? "info" : "warning"} showIcon title={chosen.reason} />
      {chosen.in_draft === false && <Alert type="warning" showIcon title={w.otherBlock} style={{ marginTop: 8 }} />}
    </section>
  );
}

function Steps({ at, failed }: { at: Step | null; failed: boolean }) {
  return (
    <ol className="signing-steps" aria-live="polite">
      {STEPS.map((s) => {
        const state = at === null ? "" : STEPS.indexOf(s) < STEPS.indexOf(at) ? "done" : s === at ? (failed ? "failed" : "now") : "";
        return (
          <li key={s} className={state} aria-current={s === at ? "step" : undefined}>
            {w.steps[s]}
          </li>
        );
      })}
    </ol>
  );
}

interface Way {
  document: Outgoing;
  purpose: Purpose;
  capacity: ("TM" | "Q" | "KT" | "TL" | "TUQ")[];
  blocked: boolean;
  done: () => Promise<void>;
}

const pathOf = (d: Outgoing) => `/outgoing-documents/${d.id}/signature-preparations` as const;

function useCancel({ document: d, done }: Way) {
  return useMutation({ mutationFn: (id: string) => post(`${pathOf(d)}/${id}/cancellation`, { reason: "" }), onSuccess: done });
}

/** The device on the person's machine signs: find, prepare, sign, complete; what fails can be tried again with the same number. */
function ByDevice({ url, ...way }: Way & { url: string }) {
  const { document: d, purpose, capacity, blocked, done } = way;
  const [step, setStep] = useState<Step | null>(null);
  const [found, setFound] = useState<Certificate[]>([]);
  const [id, setId] = useState("");
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const cancel = useCancel(way);
  const run = useMutation({
    mutationFn: async () => {
      setStep("find");
      const certificates = await certificatesOf(url);
      setFound(certificates);
      const chosen = certificates.find((c) => c.id === id) ?? (certificates.length === 1 ? certificates[0] : undefined);
      if (!chosen) return false;
      setStep("prepare");
      const made = await post(pathOf(d), { purpose, capacity, certificate: chosen.certificate, chain: chosen.chain });
      setPrepared(made);
      setStep("sign");
      const signatures = await signaturesOf(url, chosen.id, made.items.map((i) => ({ name: i.name, to_be_signed: i.to_be_signed ?? "" })));
      setStep("complete");
      await put(`${pathOf(d)}/${made.id}`, { signatures, cms: [], files: [], chain: [] });
      return true;
    },
    onSuccess: (signed) => (signed ? done() : undefined),
  });
  return (
    <>
      <Steps at={step} failed={run.isError} />
      {found.length > 1 && (
        <Select aria-label={w.certificate} placeholder={w.certificate} style={{ width: "100%" }} value={id || undefined} onChange={setId}
          options={found.map((c) => ({ value: c.id, label: nameOn(c.certificate) || c.id }))} />
      )}
      {run.isError && <Alert type="error" showIcon title={saying(run.error)} />}
      <div className="signing-acts">
        <Button type="primary" loading={run.isPending} disabled={blocked || (found.length > 1 && !id)} onClick={() => run.mutate()}>
          {run.isError ? w.again : t.correspondence.outgoing.act[purpose === "person" ? "sign" : "seal"]}
        </Button>
        {prepared && run.isError && (
          <Button danger loading={cancel.isPending} onClick={() => cancel.mutate(prepared.id)}>
            {w.cancel}
          </Button>
        )}
      </div>
    </>
  );
}

async function save(item: { name: string; base: string }): Promise<void> {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await blobOf(`/files/${item.base}`));
  link.download = item.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Another program signs: the prepared files go down, the signed ones come up and are compared. */
function ByFile({ open, ...way }: Way & { open: Prepared | undefined }) {
  const { document: d, purpose, capacity, blocked, done } = way;
  const [made, setMade] = useState<Prepared | undefined>(open);
  const [signed, setSigned] = useState<Record<number, Stored | undefined>>({});
  const client = useQueryClient();
  const prepare = useMutation({
    mutationFn: () => post(pathOf(d), { purpose, capacity, chain: [] }),
    onSuccess: async (answer) => {
      setMade(answer);
      await client.invalidateQueries({ queryKey: ["/outgoing-documents", d.id] });
    },
  });
  const send = useMutation({
    mutationFn: () => put(`${pathOf(d)}/${made?.id ?? ""}`, { files: made?.items.map((_, i) => signed[i]?.sha256 ?? "") ?? [], signatures: [], cms: [], chain: [] }),
    onSuccess: done,
  });
  const cancel = useCancel(way);
  if (!made)
    return (
      <>
        {prepare.isError && <Failure error={prepare.error} />}
        <div className="signing-acts">
          <Button type="primary" loading={prepare.isPending} disabled={blocked} onClick={() => prepare.mutate()}>
            {w.prepareFile}
          </Button>
        </div>
      </>
    );
  return (
    <>
      <p>{w.fileHow}</p>
      {made.items.map((item, index) => (
        <div key={item.base} className="signing-file">
          <Button onClick={() => void save(item)}>{w.download(item.name)}</Button>
          <FileDrop small multiple={false} accept="application/pdf" hint={w.fileHere(item.name)} onChange={(f) => setSigned((s) => ({ ...s, [index]: f[0] }))} />
        </div>
      ))}
      {send.isError && <Failure error={send.error} />}
      <div className="signing-acts">
        <Button type="primary" loading={send.isPending} disabled={made.items.some((_, i) => !signed[i])} onClick={() => send.mutate()}>
          {w.send}
        </Button>
        <Button danger loading={cancel.isPending} onClick={() => cancel.mutate(made.id)}>
          {w.cancel}
        </Button>
      </div>
    </>
  );
}

/** A key of the installation signs (the demo), or a paper's hand signature is noted. */
function Here({ document: d, purpose, capacity, blocked, done }: Way) {
  const words = t.correspondence.outgoing;
  const run = useMutation({
    mutationFn: () =>
      purpose === "person"
        ? post(`/outgoing-documents/${d.id}/signature`, capacity.length ? { capacity } : {}, d.version)
        : post(`/outgoing-documents/${d.id}/seal`, undefined, d.version),
    onSuccess: done,
  });
  return (
    <>
      {run.isError && <Failure error={run.error} />}
      <div className="signing-acts">
        <Button type="primary" loading={run.isPending} disabled={blocked} onClick={() => run.mutate()}>
          {words.act[purpose === "person" ? "sign" : "seal"]}
        </Button>
      </div>
    </>
  );
}

function Facts({ document: d, file }: { document: Outgoing; file: string | undefined }) {
  const words = t.correspondence.outgoing.sign;
  const forecast = d.forecast && `${d.forecast.number}/${d.forecast.symbol}`;
  return (
    <dl className="facts">
      {d.medium === "electronic" && (d.number || forecast) && (
        <>
          <dt>{words.willBe}</dt>
          <dd>
            <strong>{d.number ? numberAndSymbol(d) : forecast}</strong> {!d.number && <span className="muted">{words.forecast}</span>}
          </dd>
        </>
      )}
      <dt>{words.date}</dt>
      <dd>{onDay(today())}</dd>
      {file && (
        <>
          <dt>{words.file}</dt>
          <dd>{file}</dd>
        </>
      )}
    </dl>
  );
}

/** Signing a văn bản đi, by its signatory or with the agency's signature: as whom, what will stand there, by which key. */
export default function SigningDialog({ document: d, purpose, file, close }: { document: Outgoing; purpose: Purpose; file?: string | undefined; close: () => void }) {
  const client = useQueryClient();
  const person = purpose === "person";
  const options = useQuery({ queryKey: ["signing-options", d.id, d.version], queryFn: () => get(`/outgoing-documents/${d.id}/signing-options`), enabled: person });
  const device = useQuery({ queryKey: ["/signing-device"], queryFn: () => get("/signing-device") });
  const preparations = useQuery({ queryKey: ["signature-preparations", d.id, d.version], queryFn: () => get(pathOf(d)) });
  const [picked, setPicked] = useState<Option | null>(null);
  const [way, setWay] = useState<string | null>(null);
  const words = t.correspondence.outgoing;
  const paper = d.medium === "paper";
  const all = options.data?.items ?? [];
  const chosen = picked ?? all[0];
  const open = preparations.data?.items.find((p) => p.state === "open" && p.purpose === purpose && p.allowed_actions.includes("completeSignature"));
  const here = device.data && (person ? device.data.own_key_here : device.data.agency_key_here);
  const ways = paper ? [] : [...(here ? ["here"] : []), ...(device.data?.url ? ["device"] : []), "file"];
  const method = paper ? "here" : (way ?? (open && !open.signer ? "file" : ways[0]));
  const done = async () => {
    close();
    await client.invalidateQueries();
  };
  const shared: Way = { document: d, purpose, capacity: (chosen?.capacity ?? []) as Way["capacity"], blocked: person && !chosen?.allowed, done };
  const ready = device.data && preparations.data && (!person || options.data);
  return (
    <Modal open title={person ? words.act.sign : w.sealTitle} footer={null} width={620} onCancel={close} destroyOnHidden>
      {!ready ? (
        <Loading />
      ) : (
        <>
          <Facts document={d} file={file} />
          {!person && !paper && <p>{w.sealHow}</p>}
          {person && (chosen ? <Capacity options={all} chosen={chosen} choose={setPicked} /> : <Alert type="warning" showIcon title={w.nothing} />)}
          {open && <Alert className="signing-open" type="warning" showIcon title={w.open(d.number ? numberAndSymbol(d) : "")} />}
          {ways.length > 1 && <h3 className="signing-head">{w.method}</h3>}
          {ways.length > 1 && (
            <Radio.Group className="signing-ways" aria-label={w.method} value={method} onChange={(e) => setWay(String(e.target.value))}
              options={ways.map((value) => ({ value, label: w.methods[value] }))} />
          )}
          {device.data.time_stamp && <p className="muted">{w.stamped}</p>}
          {method === "device" && <ByDevice {...shared} url={device.data.url} />}
          {method === "file" && <ByFile {...shared} open={open && !open.signer ? open : undefined} />}
          {method === "here" && <Here {...shared} />}
        </>
      )}
    </Modal>
  );
}
