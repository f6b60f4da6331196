import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { blobOf, get } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { onDay, today } from "@/shared/lib/format";
import { sentenceOf } from "@/shared/lib/refusals";
import { certificatesOf, nameOn, signaturesOf, SignerFailure, type Certificate } from "@/shared/lib/signer";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Failure, Loading } from "@/shared/ui/Page";
import type { Capacity as Capacities, Signable } from "./signable";
import "./signing.css";

type Option = Schemas["SigningOption"];
type Prepared = Schemas["PreparationAnswer"];
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

function Steps({ at, failed, numbers }: { at: Step | null; failed: boolean; numbers: boolean }) {
  return (
    <ol className="signing-steps" aria-live="polite">
      {STEPS.map((s) => {
        const state = at === null ? "" : STEPS.indexOf(s) < STEPS.indexOf(at) ? "done" : s === at ? (failed ? "failed" : "now") : "";
        return (
          <li key={s} className={state} aria-current={s === at ? "step" : undefined}>
            {s === "prepare" && !numbers ? w.prepareOnly : w.steps[s]}
          </li>
        );
      })}
    </ol>
  );
}

interface Way {
  of: Signable;
  capacity: Capacities;
  blocked: boolean;
  done: () => Promise<void>;
}

function useCancel({ of, done }: Way) {
  return useMutation({ mutationFn: of.cancel, onSuccess: done });
}

/** The device on the person's machine signs: find, prepare, sign, complete; what fails can be tried again with the same number. */
function ByDevice({ url, ...way }: Way & { url: string }) {
  const { of, capacity, blocked, done } = way;
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
      const made = await of.prepare({ certificate: chosen.certificate, chain: chosen.chain }, capacity);
      setPrepared(made);
      setStep("sign");
      const signatures = await signaturesOf(url, chosen.id, made.items.map((i) => ({ name: i.name, to_be_signed: i.to_be_signed ?? "" })));
      setStep("complete");
      await of.complete(made.id, { signatures, cms: [], files: [], chain: [] });
      return true;
    },
    onSuccess: (signed) => (signed ? done() : undefined),
  });
  return (
    <>
      <Steps at={step} failed={run.isError} numbers={of.numberHangs} />
      {found.length > 1 && (
        <Select aria-label={w.certificate} placeholder={w.certificate} style={{ width: "100%" }} value={id || undefined} onChange={setId}
          options={found.map((c) => ({ value: c.id, label: nameOn(c.certificate) || c.id }))} />
      )}
      {run.isError && <Alert type="error" showIcon title={saying(run.error)} />}
      <div className="signing-acts">
        <Button type="primary" loading={run.isPending} disabled={blocked || (found.length > 1 && !id)} onClick={() => run.mutate()}>
          {run.isError ? w.again : of.act}
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
  const { of, capacity, blocked, done } = way;
  const [made, setMade] = useState<Prepared | undefined>(open);
  const [signed, setSigned] = useState<Record<number, Stored | undefined>>({});
  const client = useQueryClient();
  const prepare = useMutation({
    mutationFn: () => of.prepare({ chain: [] }, capacity),
    onSuccess: async (answer) => {
      setMade(answer);
      await client.invalidateQueries({ queryKey: of.key.slice(0, 2) });
    },
  });
  const send = useMutation({
    mutationFn: () => of.complete(made?.id ?? "", { files: made?.items.map((_, i) => signed[i]?.sha256 ?? "") ?? [], signatures: [], cms: [], chain: [] }),
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
      <p>{of.numberHangs ? `${w.fileNumbered} ${w.fileHow}` : w.fileHow}</p>
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
function Here({ of, capacity, blocked, done }: Way) {
  const run = useMutation({ mutationFn: async () => of.here?.(capacity), onSuccess: done });
  return (
    <>
      {run.isError && <Failure error={run.error} />}
      <div className="signing-acts">
        <Button type="primary" loading={run.isPending} disabled={blocked} onClick={() => run.mutate()}>
          {of.act}
        </Button>
      </div>
    </>
  );
}

function Facts({ of, file }: { of: Signable; file: string | undefined }) {
  const words = t.correspondence.outgoing.sign;
  return (
    <dl className="facts">
      {of.willBe && (
        <>
          <dt>{of.number ? w.number : words.willBe}</dt>
          <dd>
            <strong>{of.willBe}</strong> {of.isForecast && <span className="muted">{words.forecast}</span>}
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

/** Signing by a person or with the agency's signature: as whom, what will stand there, by which key. */
export default function SigningDialog({ of, file, close }: { of: Signable; file?: string | undefined; close: () => void }) {
  const client = useQueryClient();
  const person = of.purpose === "person";
  const options = useQuery({ queryKey: [...of.key, "signing-options"], queryFn: () => (of.options ? of.options() : { items: [] }), enabled: of.options !== null });
  const device = useQuery({ queryKey: ["/signing-device"], queryFn: () => get("/signing-device") });
  const preparations = useQuery({ queryKey: [...of.key, "signature-preparations"], queryFn: of.list });
  const [picked, setPicked] = useState<Option | null>(null);
  const [way, setWay] = useState<string | null>(null);
  const all = options.data?.items ?? [];
  const chosen = picked ?? all[0];
  const open = preparations.data?.items.find((p) => p.state === "open" && p.purpose === of.purpose && p.allowed_actions.some((a) => a.startsWith("complete")));
  const here = of.here && device.data && (person ? device.data.own_key_here : device.data.agency_key_here);
  const ways = of.paper ? [] : [...(here ? ["here"] : []), ...(device.data?.url ? ["device"] : []), "file"];
  const method = of.paper ? "here" : (way ?? (open && !open.signer ? "file" : ways[0]));
  const done = async () => {
    close();
    await client.invalidateQueries();
  };
  const shared: Way = { of, capacity: (chosen?.capacity ?? []) as Capacities, blocked: of.options !== null && !chosen?.allowed, done };
  const failed = device.error ?? preparations.error ?? options.error;
  const ready = device.data && preparations.data && (of.options === null || options.data);
  return (
    <Modal open title={person ? of.act : w.sealTitle} footer={null} width={620} onCancel={close} destroyOnHidden>
      {failed ? (
        <Failure error={failed} />
      ) : !ready ? (
        <Loading />
      ) : (
        <>
          <Facts of={of} file={file} />
          {of.how && <p>{of.how}</p>}
          {of.options !== null && (chosen ? <Capacity options={all} chosen={chosen} choose={setPicked} /> : <Alert type="warning" showIcon title={w.nothing} />)}
          {open && <Alert className="signing-open" type="warning" showIcon title={of.numberHangs ? w.open(of.number) : w.openOnly} />}
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
