import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, Modal } from "antd";
import { ownRefreshToken, post, signedInName } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { useMe } from "@/shared/lib/session";
import { Failure } from "@/shared/ui/Page";

interface Values {
  now: string;
  next: string;
  again: string;
}

/** Changes the own password; a temporary one must be changed before anything else. */
export function PasswordDialog({ open, close, must }: { open: boolean; close: () => void; must?: boolean }) {
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const { message } = App.useApp();
  const client = useQueryClient();
  const w = t.app.password;
  const change = useMutation({
    mutationFn: (v: Values) => post("/me/password", { current_password: v.now, new_password: v.next, refresh_token: ownRefreshToken() }),
    onSuccess: async () => {
      form.resetFields();
      await client.invalidateQueries({ queryKey: ["me"] });
      void message.success(w.done);
      close();
    },
  });
  const rule = { required: true, message: t.shared.required };
  return (
    <Modal
      open={open}
      title={w.title}
      okText={w.title}
      cancelText={t.shared.later}
      confirmLoading={change.isPending}
      destroyOnHidden
      closable={!must}
      maskClosable={false}
      keyboard={!must}
      {...(must && { cancelButtonProps: { style: { display: "none" } } })}
      onCancel={() => {
        change.reset();
        close();
      }}
      onOk={() => form.submit()}
    >
      {must && <div className="preview">{w.must}</div>}
      <Form form={form} layout="vertical" onFinish={(v) => change.mutate(v)}>
        <input type="text" autoComplete="username" value={signedInName() || me.full_name} readOnly hidden />
        <Form.Item name="now" label={w.now} rules={[rule]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item name="next" label={w.next} rules={[rule]} extra={w.rule}>
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="again"
          label={w.again}
          dependencies={["next"]}
          rules={[
            rule,
            ({ getFieldValue }) => ({ validator: (_, v) => (!v || v === getFieldValue("next") ? Promise.resolve() : Promise.reject(new Error(w.differs))) }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
      </Form>
      {change.isError && <Failure error={change.error} />}
    </Modal>
  );
}
