import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { blobOf, post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { save } from "@/shared/lib/saving";
import { FileDrop } from "@/shared/ui/FileDrop";
import { Card, Failure, Loading, Page } from "@/shared/ui/Page";
import { Pick } from "@/shared/ui/Pick";
import { asText, LayoutCounts, LayoutList, LayoutParts, LayoutUndecided } from "./LayoutFindings";
import LayoutPaper from "./LayoutPaper";
import type { Layout } from "./layoutQuery";

/** Kiểm tra thể thức: a draft is dropped, what departs from the decree stands beside the paper, each with its article and its cure. */
export default function LayoutPage() {
  const w = t.layout;
  const search = useSearch({ strict: false }) as { tep?: string; loai?: string };
  const go = useNavigate();
  const sha256 = search.tep ?? "";
  const type = search.loai;
  const found = useQuery({
    queryKey: ["layout-check", sha256, type],
    queryFn: () => post("/layout-checks", { sha256, ...(type && { type_code: type }) }),
    enabled: /^[0-9a-f]{64}$/.test(sha256),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const open = (tep: string, loai?: string) => void go({ to: "/kiem-tra-the-thuc", search: { ...(tep && { tep }), ...(loai && { loai }) } });
  const r = found.data;
  return (
    <div className={r && !r.reason ? "split" : undefined}>
      <Page title={w.title} below={!r && w.lead} side={r && <Button onClick={() => open("")}>{w.another}</Button>}>
        <Card>
          {!sha256 && (
            <div className="layout-drop">
              <FileDrop multiple={false} accept=".docx,.pdf" hint={w.drop} onChange={(files) => files[0] && open(files[0].sha256, type)} />
            </div>
          )}
          <div className="layout-head">
            <label>
              <span className="muted">{w.type}</span>
              <Pick path="/document-types" valueBy={(c) => String(c.code)} allowClear value={type} placeholder={w.typeHelp} onChange={(value) => open(sha256, value as string | undefined)} style={{ width: "100%" }} />
            </label>
            {r && <Tools result={r} />}
          </div>
        </Card>
        {!sha256 && (
          <Card title={w.what}>
            <ul className="layout-what">
              {w.checks.map((check) => (
                <li key={check}>{check}</li>
              ))}
            </ul>
          </Card>
        )}
        {found.isFetching && <Loading />}
        {found.isError && <Failure error={found.error} />}
        {r && <Result key={`${r.sha256}${r.type_code}`} result={r} />}
      </Page>
      {r && !r.reason && <Paper result={r} />}
    </div>
  );
}

/** Which finding is chosen, shared by the list and the paper. */
const chosenOne = { tell: new Set<(at: number) => void>() };

function useChosen(): [number | undefined, (at: number) => void] {
  const [chosen, setChosen] = useState<number>();
  useEffect(() => {
    chosenOne.tell.add(setChosen);
    return () => void chosenOne.tell.delete(setChosen);
  }, []);
  return [chosen, (at) => chosenOne.tell.forEach((hear) => hear(at))];
}

function Paper({ result }: { result: Layout }) {
  const [chosen, choose] = useChosen();
  return <LayoutPaper result={result} onChoose={choose} {...(chosen !== undefined && { chosen })} />;
}

function Tools({ result: r }: { result: Layout }) {
  const w = t.layout;
  const [copied, setCopied] = useState(false);
  const print = useMutation({
    mutationFn: async () => save(await blobOf("/layout-checks/sheet", { sha256: r.sha256, type_code: r.type_code }), w.printName(r.name)),
  });
  return (
    <div className="acts">
      <Button onClick={() => void navigator.clipboard.writeText(asText(r)).then(() => setCopied(true))}>{copied ? w.copied : w.copy}</Button>
      <Button loading={print.isPending} onClick={() => print.mutate()}>
        {w.print}
      </Button>
      {print.isError && <Failure error={print.error} />}
    </div>
  );
}

function Result({ result: r }: { result: Layout }) {
  const w = t.layout;
  const [part, setPart] = useState<string>();
  const [chosen, choose] = useChosen();
  useEffect(() => {
    if (chosen !== undefined) document.querySelector(`[data-finding="${chosen}"]`)?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }, [chosen]);
  const type = [r.type_name, r.type_guessed && w.guessed].filter(Boolean).join(", ");
  return (
    <>
      <Card title={w.result} side={<LayoutCounts result={r} />}>
        <p className="muted" style={{ marginTop: 0 }}>
          {type}
          {type && ". "}
          {r.reason === "scan" ? w.scan : r.errors + r.looks === 0 ? w.cleanHow : w.decides}
        </p>
        {!r.reason && <LayoutParts result={r} onPart={setPart} {...(part && { part })} />}
      </Card>
      {r.items.length > 0 && (
        <Card title={w.findings}>
          <LayoutList result={r} onChoose={choose} {...(part && { part })} {...(chosen !== undefined && { chosen })} />
        </Card>
      )}
      {!r.reason && r.undecided > 0 && (
        <Card>
          <LayoutUndecided result={r} />
        </Card>
      )}
    </>
  );
}
