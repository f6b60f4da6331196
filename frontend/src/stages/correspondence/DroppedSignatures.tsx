import { useQuery } from "@tanstack/react-query";
import { post } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { Failure } from "@/shared/ui/Page";
import { SignatureLines } from "./SignatureLines";

/** The signatures of a PDF that was just dropped, before it is registered; kept with the file when it is. */
export default function DroppedSignatures({ file, stored }: { file: File; stored: () => Promise<{ sha256: string; media_type: string } | undefined> }) {
  const found = useQuery({
    queryKey: ["dropped-signatures", file.name, file.size, file.lastModified],
    queryFn: async () => {
      const kept = await stored();
      return kept?.media_type === "application/pdf" ? post(`/files/${kept.sha256}/signature-check`) : null;
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (found.isPending) return <p className="muted" role="status">{t.verification.checking}</p>;
  if (found.isError) return <Failure error={found.error} />;
  if (!found.data) return null;
  return (
    <section aria-label={t.verification.title} className="dropped-signatures">
      <SignatureLines check={found.data} />
    </section>
  );
}
