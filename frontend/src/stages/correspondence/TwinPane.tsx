import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { registerNumber } from "@/shared/lib/format";
import { Failure, Loading } from "@/shared/ui/Page";
import { PdfPane } from "@/shared/ui/PdfPane";
import { Facts, incomingFacts } from "./IncomingParts";

const w = t.correspondence.entry;

/** The registered twin beside the form, so that nothing typed is lost by looking at it. */
export function TwinPane({ id, back }: { id: string; back: () => void }) {
  const found = useQuery({ queryKey: ["/incoming-documents", id], queryFn: () => get(`/incoming-documents/${id}`) });
  return (
    <div>
      <div className="card twin-bar">
        <strong>{found.data ? w.twinOf(registerNumber(found.data.arrival_number)) : t.shared.loading}</strong>
        <span className="acts">
          <Link to="/van-ban-den/$id" params={{ id }}>
            {t.shared.open}
          </Link>
          <Button size="small" onClick={back}>
            {w.twinBack}
          </Button>
        </span>
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Facts rows={incomingFacts(found.data)} />}
      {found.data && found.data.files.length > 0 && <PdfPane files={found.data.files} />}
    </div>
  );
}
