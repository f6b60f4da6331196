import { Modal } from "antd";
import { t } from "@/shared/i18n";
import { useShownKeys } from "@/shared/lib/keys";

/** Which shortcuts this screen knows now. */
export function KeysHelp({ close }: { close: () => void }) {
  const keys = useShownKeys();
  return (
    <Modal open title={t.app.keys.title} onCancel={close} footer={null} width={440}>
      <dl className="keys">
        {[...keys, ["Esc", t.app.keys.close] as const].map(([key, does]) => (
          <div key={`${key}${does}`} style={{ display: "contents" }}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
