import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import type { Signable } from "./signable";

const SigningDialog = lazy(() => import("./SigningDialog"));

interface Acting {
  allowed_actions: string[];
  why_not: Record<string, string>;
}

/** Opens the signing dialog; not allowed: with its reason, or not at all. */
export function SigningAct({ record, operation, of, primary, small, file }: { record: Acting; operation: string; of: Signable; primary?: boolean; small?: boolean; file?: string | undefined }) {
  const [open, setOpen] = useState(false);
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
