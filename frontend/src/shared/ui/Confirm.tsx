import { useMutation } from "@tanstack/react-query";
import { Button, Modal, type ButtonProps } from "antd";
import { useState, type ReactNode } from "react";
import { t } from "@/shared/i18n";
import { Failure } from "./Page";

interface Props extends Omit<ButtonProps, "onClick"> {
  label: string;
  /** What will change; the button of the dialog repeats the label. */
  preview: ReactNode;
  title?: string;
  run: () => Promise<unknown>;
  done?: () => void;
  width?: number;
}

/** A button that shows what will change before it changes it; a failure stays in the dialog with its reason. */
export function Confirm({ label, preview, title = label, run, done, width = 520, ...button }: Props) {
  const [open, setOpen] = useState(false);
  const act = useMutation({
    mutationFn: run,
    onSuccess: () => {
      setOpen(false);
      done?.();
    },
  });
  const close = () => {
    setOpen(false);
    act.reset();
  };
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={label}
        cancelText={t.shared.later}
        confirmLoading={act.isPending}
        destroyOnHidden
        width={width}
        okButtonProps={{ danger: Boolean(button.danger) }}
        onCancel={close}
        onOk={() => act.mutate()}
      >
        <div className="preview">{preview}</div>
        {act.isError && <Failure error={act.error} />}
      </Modal>
    </>
  );
}
