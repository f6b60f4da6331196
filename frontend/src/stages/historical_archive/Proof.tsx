import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { blobOf } from "@/shared/api/client";
import type { Answer } from "@/shared/api/paths";
import { size } from "@/shared/lib/format";
import { save } from "@/shared/lib/saving";
import { useMay } from "@/shared/lib/session";
import { Card, Failure } from "@/shared/ui/Page";
import { words } from "./words";

const w = words.dossier;
export type Archival = Answer<"get", `/historical-archive/dossiers/${string}`>;

async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** How a person convinces himself that the dossier is genuine: identity, digests, and a check of every file in this browser. */
export function Proof({ dossier: d, shown }: { dossier: Archival; shown?: string }) {
  const mayLoad = useMay("getTransferPackage");
  const [at, setAt] = useState(0);
  const files = d.documents.flatMap((x) => x.files);
  const check = useMutation({
    mutationFn: async () => {
      const spoiled: string[] = [];
      for (const [i, f] of files.entries()) {
        setAt(i + 1);
        const found = await digestOf(await (await blobOf(`/files/${f.sha256}`)).arrayBuffer());
        if (found !== f.sha256) spoiled.push(f.name);
      }
      return spoiled;
    },
  });
  const load = useMutation({ mutationFn: async () => save(await blobOf(`/files/${d.package_sha256}`), `${d.arc_code}.zip`) });
  return (
    <Card title={w.proof}>
      <p>{w.proofSays}</p>
      <dl className="facts">
        <dt>{w.objid}</dt><dd className="digest">{d.objid}</dd>
        <dt>{w.sha}</dt><dd className="digest">{d.package_sha256}</dd>
        <dt>{w.size}</dt><dd>{size(d.package_size)}</dd>
        {shown && <><dt>{w.file}</dt><dd className="digest">{shown}</dd></>}
      </dl>
      <p className="muted">{w.how}</p>
      <div className="acts">
        {globalThis.isSecureContext ? <Button loading={check.isPending} disabled={files.length === 0}
          onClick={() => check.mutate()}>{check.isPending ? w.checking(at, files.length) : w.check}</Button> : <span className="muted">{w.noTool}</span>}
        {mayLoad && <Button loading={load.isPending} onClick={() => load.mutate()}>{w.package}</Button>}
      </div>
      {check.data && check.data.length === 0 && <Alert type="success" showIcon title={w.genuine(files.length)} role="status" />}
      {check.data && check.data.length > 0 && <Alert type="error" showIcon title={w.spoiled} description={check.data.join(", ")} />}
      {check.isError && <Failure error={check.error} />}
      {load.isError && <Failure error={load.error} />}
    </Card>
  );
}
