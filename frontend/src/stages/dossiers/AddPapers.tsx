import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, InputNumber, Modal, Segmented } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { post } from "@/shared/api/client";
import type { Dossier } from "@/shared/api/types";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";
import { Failure } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { words } from "./words";

interface Values {
  title: string;
  made_on?: Dayjs;
  author?: string;
  page_count?: number;
}

const bare = (name: string) => name.replace(/\.[^.]+$/, "").slice(0, 500);

/** Adds papers without registration: photos, minutes, invoices, with their files seen before they are kept. */
export function AddPapers({ dossier: d }: { dossier: Dossier }) {
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [shown, setShown] = useState(false);
  const [files, setFiles] = useState<Stored[]>([]);
  const [busy, setBusy] = useState(false);
  const [seen, setSeen] = useState(0);
  const [each, setEach] = useState(false);
  const add = useMutation({
    mutationFn: async (v: Values) => {
      const groups = each && files.length > 1 ? files.map((f) => ({ title: bare(f.name), files: [f] })) : [{ title: v.title, files }];
      for (const group of groups) {
        // One after the other: the order of the files becomes the order in the dossier.
        const named = group.files.map((s, i) => ({ sha256: s.sha256, name: s.name, role: i === 0 ? ("main" as const) : ("attachment" as const) }));
        await post(`/dossiers/${d.id}/papers`, { title: group.title, made_on: v.made_on?.format("YYYY-MM-DD"), author: v.author,
          page_count: v.page_count ?? 0, files: named });
      }
    },
    onSuccess: () => setShown(false),
    onSettled: () => void client.invalidateQueries(),
  });
  if (!d.allowed_actions.includes("addPaper")) return null;
  const many = each && files.length > 1;
  const take = (next: Stored[]) => {
    setFiles(next);
    setSeen(Math.max(0, next.length - 1));
    const first = next[0];
    if (first && !form.getFieldValue("title")) form.setFieldsValue({ title: bare(first.name) });
  };
  const start = () => {
    add.reset();
    setFiles([]);
    setShown(true);
  };
  const file = (files[seen] ?? files[0])?.local;
  return (
    <>
      <Button onClick={start}>{words.paper.act}</Button>
      <Modal open={shown} title={words.paper.title} okText={words.paper.save(many ? files.length : 1)} cancelText={words.open.later}
        confirmLoading={add.isPending || busy} width={file ? 980 : 600} destroyOnHidden
        onCancel={() => setShown(false)} onOk={() => void form.validateFields().then((v) => add.mutate(v)).catch(() => undefined)}>
        <p className="muted">{words.paper.explain}</p>
        <div className={file ? "split split-dialog" : undefined}>
          <div>
            <FileDrop small hint={words.paper.drop} onChange={take} onBusy={setBusy} />
            {files.length > 1 && (
              <div className="filed-files">
                {files.map((f, i) => <button key={f.sha256} type="button" className={`file-chip${f.local === file ? " file-chip-on" : ""}`}
                  aria-label={words.paper.see(f.name)} onClick={() => setSeen(i)}>{f.name}</button>)}
              </div>
            )}
            <Form form={form} layout="vertical" preserve={false}>
              {files.length > 1 && (
                <Form.Item label={words.paper.how}>
                  <Segmented value={each ? "each" : "one"} onChange={(v) => setEach(v === "each")}
                    options={[{ value: "one", label: words.paper.one }, { value: "each", label: words.paper.each }]} />
                </Form.Item>
              )}
              {!many && <Form.Item name="title" label={words.paper.name} rules={[{ required: true, message: words.open.required }]}><Input.TextArea
                className="grows grows-1" maxLength={500} /></Form.Item>}
              <div className="two">
                <Form.Item name="made_on" label={words.paper.made}><DatePicker format="DD/MM/YYYY" style={{ width: "100%" }} /></Form.Item>
                <Form.Item name="page_count" label={words.paper.pages}><InputNumber min={0} max={9999} style={{ width: "100%" }} /></Form.Item>
              </div>
              <Form.Item name="author" label={words.paper.author}><Input maxLength={200} placeholder={d.creator} /></Form.Item>
            </Form>
          </div>
          {file && <PdfPane local={file} key={`${file.name}${file.lastModified}${file.size}`} />}
        </div>
        {add.isError && <Failure error={add.error} />}
      </Modal>
    </>
  );
}
