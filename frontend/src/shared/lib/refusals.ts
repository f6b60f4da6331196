import { Refused } from "@/shared/api/client";
import { currentLanguage, t } from "@/shared/i18n";

/**
 * What to tell a person about a failure: the server's own Vietnamese sentence, which knows the case;
 * in another language, or where it is silent, the catalogue's for the code.
 */
export function sentenceOf(error: unknown): string {
  const unknown = t.refusal.internal_error ?? "";
  if (!(error instanceof Refused)) return unknown;
  const { code, detail, faults, changed_by } = error.problem;
  if (code === "stale") return t.shared.stale(detail, String(changed_by ?? t.shared.unknownPerson));
  if (currentLanguage() !== "vi") return t.refusal[code] ?? unknown;
  const own = code === "internal_error" ? "" : detail;
  const reasons = faults?.filter((f) => f.reason !== detail).map((f) => `${f.field}: ${f.reason}`);
  return [own || (t.refusal[code] ?? unknown), ...(reasons ?? [])].filter(Boolean).join(" ");
}
