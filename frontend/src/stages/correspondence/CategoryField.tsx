import { Form, Select } from "antd";
import { t } from "@/shared/i18n";
import { ReasonField } from "@/shared/ui/Act";
import { needed } from "./fields";

const w = t.intake.category;

/** Why a document goes back to its sender: the kind of reason and its words (Đ21.2). */
export function CategoryField() {
  return (
    <>
      <Form.Item name="category" label={w.label} rules={needed()}>
        <Select options={Object.entries(w.names).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <ReasonField />
    </>
  );
}
