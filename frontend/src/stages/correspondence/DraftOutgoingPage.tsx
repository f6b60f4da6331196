import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { post, upload } from "@/shared/api/client";
import type { Outgoing } from "@/shared/api/types";
import { vi } from "@/shared/i18n/vi";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { personName, Pick } from "@/shared/ui/Pick";

interface Values {
  type_code: string;
  abstract: string;
  agencies?: string[];
  others?: string;
  proposed_signer_id?: string;
  urgency: string;
  medium: string;
}

export default function DraftOutgoingPage() {
  const { in_reply_to } = useSearch({ strict: false }) as { in_reply_to?: string };
  const [file, setFile] = useState<File>();
  const go = useNavigate();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: async ({ agencies = [], others = "", ...values }: Values) => {
      const stored = file && (await upload(file));
      const recipients = [...agencies.map((agency_id) => ({ agency_id })), ...others.split("\n").map((n) => n.trim()).filter(Boolean).map((name) => ({ name }))];
      return post("/outgoing-documents", { ...values, recipients, in_reply_to: in_reply_to ? [in_reply_to] : [], files: stored ? [{ sha256: stored.sha256, name: stored.name, role: "main" }] : [] });
    },
    onSuccess: (document) => { void client.invalidateQueries(); void go({ to: "/van-ban-di/$id", params: { id: document.id } }); },
  });
  const required = [{ required: true, message: "Không được để trống." }];
  return (
    <Page title={in_reply_to ? "Soạn văn bản trả lời" : "Soạn văn bản"} above="Dự thảo để trống số và ngày: hệ thống ghi vào chỗ trống khi ký">
      <div className="split">
        <Card>
          <Form<Values> layout="vertical" initialValues={{ type_code: "CV", urgency: "normal", medium: "electronic" }} onFinish={(v) => save.mutate(v)}>
            <div className="two">
              <Form.Item name="type_code" label="Tên loại" rules={required}><Pick path="/document-types" valueBy={(c) => c.code} /></Form.Item>
              <Form.Item name="urgency" label="Độ khẩn"><Select options={Object.entries(vi.urgency).map(([value, label]) => ({ value, label }))} /></Form.Item>
            </div>
            <Form.Item name="abstract" label="Trích yếu" rules={required}><Input.TextArea rows={2} maxLength={500} /></Form.Item>
            <Form.Item name="agencies" label="Cơ quan nhận trên hệ thống"><Pick path="/agencies" mode="multiple" /></Form.Item>
            <Form.Item name="others" label="Nơi nhận khác (mỗi dòng một nơi)" rules={[({ getFieldValue }) => ({ validator: (_, v?: string) => (v?.trim() || (getFieldValue("agencies") as string[] | undefined)?.length ? Promise.resolve() : Promise.reject(new Error("Cần ít nhất một nơi nhận."))) })]}><Input.TextArea rows={2} /></Form.Item>
            <div className="two">
              <Form.Item name="proposed_signer_id" label="Người ký"><Pick path="/users" show={personName} allowClear /></Form.Item>
              <Form.Item name="medium" label="Hình thức"><Select options={[{ value: "electronic", label: "Điện tử, ký số" }, { value: "paper", label: "Bản giấy" }]} /></Form.Item>
            </div>
            <Form.Item label="Tệp dự thảo (PDF)" htmlFor="draft-file"><input id="draft-file" type="file" accept="application/pdf" onChange={(e) => setFile(e.target.files?.[0])} /></Form.Item>
            {save.isError && <Failure error={save.error} />}
            <div className="acts" style={{ justifyContent: "flex-end", marginTop: 12 }}><Button type="primary" htmlType="submit" loading={save.isPending}>Lưu dự thảo</Button></div>
          </Form>
        </Card>
        {file && <PdfPane local={file} key={file.name} />}
      </div>
    </Page>
  );
}
