import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Alert, Button, DatePicker, Form, Input, InputNumber, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useRef, useState, type DragEvent } from "react";
import { post, Refused, upload, type Uploaded } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { vi } from "@/shared/i18n/vi";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { Pick } from "@/shared/ui/Pick";

interface Values {
  type_code: string;
  number?: string;
  symbol?: string;
  issued_on?: Dayjs;
  issuer_name: string;
  abstract: string;
  signer_name?: string;
  page_count?: number;
  received_on?: Dayjs;
  urgency?: string;
  due_on?: Dayjs;
  channel?: string;
}

const iso = (day?: Dayjs) => day?.format("YYYY-MM-DD");
const FORMAT = "DD/MM/YYYY";

function Drop({ take }: { take: (files: File[]) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    <>
      <button type="button" className={`drop${over ? " drop-on" : ""}`} onClick={() => input.current?.click()} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        Thả bản chụp hoặc tệp vào đây, hay bấm để chọn. Thả nhiều tệp để vào sổ lần lượt.
      </button>
      <input ref={input} type="file" multiple hidden aria-label="Chọn tệp" data-testid="files" onChange={(e) => take([...(e.target.files ?? [])])} />
    </>
  );
}

/** Vào sổ văn bản đến: the file beside the form; several files are registered one after another. */
export default function RegisterIncomingPage() {
  const [form] = Form.useForm<Values>();
  const [queue, setQueue] = useState<File[]>([]);
  const [twin, setTwin] = useState<string | null>(null);
  const go = useNavigate();
  const client = useQueryClient();
  const file = queue[0];
  const save = useMutation({
    mutationFn: async ({ values, confirmed }: { values: Values; confirmed: boolean }) => {
      const stored: Uploaded | undefined = file && (await upload(file));
      const body = { ...values, issued_on: iso(values.issued_on), received_on: iso(values.received_on), due_on: iso(values.due_on), duplicate_confirmed: confirmed, files: stored ? [{ sha256: stored.sha256, name: stored.name, role: "main" }] : [] };
      return post("/incoming-documents", body);
    },
    onSuccess: async (document) => {
      await client.invalidateQueries();
      setTwin(null);
      if (queue.length > 1) {
        setQueue((q) => q.slice(1));
        const { received_on, channel, issuer_name } = form.getFieldsValue();
        form.resetFields();
        form.setFieldsValue({ received_on, channel, issuer_name });
      } else void go({ to: "/van-ban-den/$id", params: { id: document.id } });
    },
    onError: (error) => setTwin(error instanceof Refused && error.problem.code === "possible_duplicate" ? String(error.problem.twin_id) : null),
  });
  const send = (confirmed: boolean) => void form.validateFields().then((values) => save.mutate({ values, confirmed })).catch(() => undefined);
  const required = [{ required: true, message: "Không được để trống." }];
  return (
    <Page title="Vào sổ văn bản đến" above={queue.length > 1 ? `Còn ${queue.length} tệp chờ vào sổ` : "Số đến được cấp khi lưu"}>
      <div className="split">
        <Card>
          <Form form={form} layout="vertical" initialValues={{ type_code: "CV", urgency: "normal", channel: "paper" }} onKeyDown={(e) => { if (e.ctrlKey && e.key === "Enter") send(false); }}>
            <div className="three">
              <Form.Item name="type_code" label="Tên loại" rules={required}><Pick path="/document-types" valueBy={(c) => c.code} /></Form.Item>
              <Form.Item name="number" label="Số"><Input maxLength={11} /></Form.Item>
              <Form.Item name="symbol" label="Ký hiệu"><Input maxLength={30} placeholder="KH-UBND" /></Form.Item>
            </div>
            <div className="two">
              <Form.Item name="issuer_name" label="Cơ quan ban hành" rules={required}><Input maxLength={200} /></Form.Item>
              <Form.Item name="issued_on" label="Ngày văn bản"><DatePicker format={FORMAT} style={{ width: "100%" }} /></Form.Item>
            </div>
            <Form.Item name="abstract" label="Trích yếu" rules={required}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
            <div className="two">
              <Form.Item name="signer_name" label="Người ký"><Input maxLength={50} /></Form.Item>
              <Form.Item name="page_count" label="Số trang"><InputNumber min={0} max={9999} style={{ width: "100%" }} /></Form.Item>
              <Form.Item name="received_on" label="Ngày nhận được"><DatePicker format={FORMAT} style={{ width: "100%" }} /></Form.Item>
              <Form.Item name="due_on" label="Hạn giải quyết"><DatePicker format={FORMAT} style={{ width: "100%" }} /></Form.Item>
              <Form.Item name="urgency" label="Độ khẩn"><Select options={Object.entries(vi.urgency).map(([value, label]) => ({ value, label }))} /></Form.Item>
              <Form.Item name="channel" label="Đường đến"><Select options={[{ value: "paper", label: "Bản giấy" }, { value: "electronic", label: "Điện tử" }, { value: "email", label: "Thư điện tử" }]} /></Form.Item>
            </div>
            {twin && <Alert type="warning" showIcon message={<>Có thể trùng với văn bản đã vào sổ. <Link to="/van-ban-den/$id" params={{ id: twin }}>Xem văn bản đó</Link></>} action={<Button size="small" onClick={() => send(true)}>Vẫn vào sổ</Button>} />}
            {save.isError && !twin && <Failure error={save.error} />}
            <div className="acts" style={{ marginTop: 12, justifyContent: "flex-end" }}>
              <Button onClick={() => void go({ to: "/van-ban-den" })}>Thôi</Button>
              <Button type="primary" loading={save.isPending} onClick={() => send(false)}>{queue.length > 1 ? "Vào sổ và sang tệp kế tiếp" : "Vào sổ"}</Button>
            </div>
          </Form>
        </Card>
        {file ? <PdfPane local={file} key={`${file.name}${file.lastModified}`} /> : <Drop take={setQueue} />}
      </div>
    </Page>
  );
}
