import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import type { Acting } from "@/shared/api/types";
import type { Signable } from "./signable";

const SigningDialog = lazy(() => import("./SigningDialog"));

interface Props {
  record: Pick<Acting, "allowed_actions" | "why_not">;
  operation: string;
  of: Signable;
  primary?: boolean;
  small?: boolean;
  /** Opens at once: what was just made waits for its signature. */
  atOnce?: boolean;
  file?: string | undefined;
}

/** Opens the signing dialog; not allowed: with its reason, or not at all. */
export function SigningAct({ record, operation, of, primary, small, atOnce, file }: Props) {
  const [open, setOpen] = useState(atOnce ?? false);
  const why = record.why_not[operation];
  const size = small ? "small" : "middle";
  if (!record.allowed_actions.includes(operation))
    return why ? (
      <span className="blocked">
        <Button disabled size={size}>
          {of.act}
        </Button>
        <small>{why}</small>
      </span>
    ) : null;
  return (
    <>
      <Button type={primary ? "primary" : "default"} size={size} onClick={() => setOpen(true)}>
        {of.act}
      </Button>
      {open && (
        <Suspense>
          <SigningDialog of={of} file={file} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
