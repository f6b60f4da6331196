import { Refused } from "@/shared/api/client";
import { vi } from "@/shared/i18n/vi";

/** What to tell a person about a failure: the catalogue's sentence for the code, else the server's own (it speaks Vietnamese). */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Refused)) return vi.refusal.internal_error ?? "";
  const { code, detail, faults, changed_by } = error.problem;
  if (code === "stale") return `${detail} Người sửa: ${String(changed_by ?? "không rõ")}. Tải lại để xem nội dung mới.`;
  const reasons = faults?.filter((f) => f.reason !== detail).map((f) => `${f.field}: ${f.reason}`);
  return [vi.refusal[code] ?? detail, ...(reasons ?? [])].filter(Boolean).join(" ") || (vi.refusal.internal_error ?? "");
}
