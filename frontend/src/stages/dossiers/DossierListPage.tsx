import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { post } from "@/shared/api/client";
import { onDay } from "@/shared/lib/format";
import { useMay } from "@/shared/lib/session";
import { Filters } from "@/shared/ui/Filters";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";
import { StateTag } from "@/shared/ui/StateTag";

interface Values {
  title: string;
  notation: string;
  kind: "PERMANENT" | "YEARS";
  years?: number;
  access_mode: "public" | "conditional";
}

function OpenDossier() {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form);
  const go = useNavigate();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: ({ kind: k, years, ...v }: Values) => post("/dossiers", { ...v, retention: { kind: k, years } }),
    onSuccess: (d) => { void client.invalidateQueries(); void go({ to: "/ho-so/$id", params: { id: d.id } }); },
  });
  const required = [{ required: true, message: "Không được để trống." }];
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>Mở hồ sơ</Button>
      <Modal open={open} title="Mở hồ sơ" okText="Mở hồ sơ" cancelText="Để sau" confirmLoading={save.isPending} onCancel={() => setOpen(false)} onOk={() => void form.validateFields().then((v) => save.mutate(v)).catch(() => undefined)}>
        <Form form={form} layout="vertical" initialValues={{ kind: "PERMANENT", access_mode: "public" }}>
          <Form.Item name="title" label="Tiêu đề hồ sơ" rules={required}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
          <Form.Item name="notation" label="Số và ký hiệu" rules={required}><Input maxLength={20} placeholder="05.VTLT" /></Form.Item>
          <div className="two">
            <Form.Item name="kind" label="Thời hạn lưu trữ"><Select options={[{ value: "PERMANENT", label: "Vĩnh viễn" }, { value: "YEARS", label: "Số năm" }]} /></Form.Item>
            {kind === "YEARS" && <Form.Item name="years" label="Số năm" rules={required}><InputNumber min={1} max={100} style={{ width: "100%" }} /></Form.Item>}
          </div>
          <Form.Item name="access_mode" label="Chế độ tiếp cận"><Select options={[{ value: "public", label: "Công khai" }, { value: "conditional", label: "Có điều kiện" }]} /></Form.Item>
        </Form>
        {save.isError && <Failure error={save.error} />}
      </Modal>
    </>
  );
}

export default function DossierListPage() {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const may = useMay("openDossier");
  return (
    <Page title="Hồ sơ công việc" side={may && <OpenDossier />}>
      <Card flush title="Tất cả" side={<Filters states={["open", "closed", "submitted", "returned", "accepted"]} />}>
        <Rows path="/dossiers" query={{ q: search.q, state: search.state, limit: 50 }} label="Hồ sơ" empty="Chưa có hồ sơ. Mở hồ sơ khi bắt đầu một việc, rồi đưa văn bản vào trong khi giải quyết."
          columns={[
            { head: "Mã hồ sơ", width: 190, cell: (r) => <span className="number">{r.code}</span> },
            { head: "Tiêu đề", cell: (r) => <Link to="/ho-so/$id" params={{ id: r.id }}>{r.title}</Link> },
            { head: "Thời hạn", width: 110, narrow: true, cell: (r) => r.retention_label },
            { head: "Văn bản", width: 80, narrow: true, cell: (r) => r.doc_total },
            { head: "Kết thúc", width: 100, narrow: true, cell: (r) => onDay(r.ended_on) },
            { head: "Trạng thái", width: 150, cell: (r) => <StateTag state={r.state} /> },
          ]} />
      </Card>
    </Page>
  );
}
