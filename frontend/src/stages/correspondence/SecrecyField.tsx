import { Form, Select } from "antd";
import { t } from "@/shared/i18n";
import { useMe } from "@/shared/lib/session";

const w = t.intake.secrecy;

/** The level of secrecy where this installation may hold one at all; elsewhere the sentence that it may not. */
export function SecrecyField() {
  const me = useMe();
  if (me.mode !== "isolated") return <p className="law">{t.correspondence.entry.secrecyRule}</p>;
  return (
    <Form.Item name="secrecy" label={w.label} extra={w.help}>
      <Select allowClear options={Object.entries(w.levels).map(([value, label]) => ({ value, label }))} />
    </Form.Item>
  );
}
