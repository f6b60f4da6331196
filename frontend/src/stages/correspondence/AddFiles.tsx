import { Form, Input } from "antd";
import { post } from "@/shared/api/client";
import type { Incoming } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { Act } from "@/shared/ui/Act";
import { FileDrop, type Stored } from "@/shared/ui/FileDrop";

const w = t.intake.addFiles;

/** Files that follow a registration: the scan of what was entered without one, an annex that came later. What is there is never replaced. */
export default function AddFiles({ document: d }: { document: Incoming }) {
  const hasMain = d.files.some((f) => f.role === "main");
  return (
    <Act<{ files: Stored[]; note?: string }>
      record={d}
      operation="addIncomingFiles"
      label={w.act}
      preview={hasMain ? w.how : w.howFirst}
      run={(v) =>
        post(
          `/incoming-documents/${d.id}/files`,
          {
            note: v.note ?? "",
            files: v.files.map((f, at) => ({ sha256: f.sha256, name: f.name, role: !hasMain && at === 0 ? ("main" as const) : ("attachment" as const) })),
          },
          d.version,
        )
      }
      fields={
        <>
          <Form.Item name="files" rules={[{ required: true, type: "array", min: 1, message: w.none }]}>
            <FileDrop small hint={w.drop} />
          </Form.Item>
          <Form.Item name="note" label={w.note}>
            <Input maxLength={500} />
          </Form.Item>
        </>
      }
    />
  );
}
