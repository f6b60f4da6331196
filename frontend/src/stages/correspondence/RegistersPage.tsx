import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { blobOf } from "@/shared/api/client";
import type { Choice } from "@/shared/api/types";
import { Card, Failure, Page } from "@/shared/ui/Page";
import { Rows } from "@/shared/ui/Rows";

export default function RegistersPage() {
  const print = useMutation({
    mutationFn: async ({ id, form }: { id: string; form: string }) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await blobOf(`/registers/${id}/print?format=${form}`));
      link.download = `so-dang-ky.${form}`;
      link.click();
    },
  });
  return (
    <Page title="Sổ đăng ký" above="In đủ các cột của Nghị định 30/2020, Phụ lục IV">
      {print.isError && <Failure error={print.error} />}
      <Card flush>
        <Rows<Choice> path="/registers" label="Sổ đăng ký" empty="Chưa có sổ nào. Sổ của năm tự mở khi có văn bản đầu tiên."
          columns={[
            { head: "Sổ", cell: (r) => <strong>{r.name}</strong> },
            { head: "Năm", width: 90, cell: (r) => String(r.year) },
            { head: "In", width: 220, cell: (r) => <span className="acts"><Button size="small" onClick={() => print.mutate({ id: r.id, form: "pdf" })}>PDF</Button><Button size="small" onClick={() => print.mutate({ id: r.id, form: "xlsx" })}>Bảng tính</Button></span> },
          ]} />
      </Card>
    </Page>
  );
}
