import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { blobOf } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { save } from "@/shared/lib/saving";
import { Failure } from "@/shared/ui/Page";

/** Phiếu giải quyết văn bản đến as PDF. */
export function PrintSlip({ id, name }: { id: string; name: string }) {
  const print = useMutation({ mutationFn: async () => save(await blobOf(`/incoming-documents/${id}/slip`), `phieu-giai-quyet-${name}.pdf`) });
  return (
    <>
      <Button loading={print.isPending} onClick={() => print.mutate()}>
        {t.correspondence.incoming.act.slip}
      </Button>
      {print.isError && <Failure error={print.error} retry={() => print.mutate()} />}
    </>
  );
}
