import { useQuery } from "@tanstack/react-query";
import { get, post } from "@/shared/api/client";
import type { Outgoing, Schemas } from "@/shared/api/types";

export type Layout = Schemas["LayoutAnswer"];
export type Finding = Schemas["LayoutFinding"];
const DRAFT = ["draft", "content_checked", "form_checked", "approved"];

/** The file of an outgoing document whose form can be checked: the newest that counts. */
export const checkable = (d: Outgoing) => d.files.find((f) => f.role === "signed") ?? d.files.find((f) => f.role === "main");

/** What the format check says of a document's file; of a draft it is kept for whoever checks the form, once for each file. */
export function useOutgoingLayout(d: Outgoing, wanted = true) {
  const file = checkable(d);
  const path = `/outgoing-documents/${d.id}/layout-check` as const;
  return useQuery({
    queryKey: ["layout", d.id, file?.sha256, d.type_code],
    queryFn: () => (DRAFT.includes(d.state) ? post(path) : get(path)),
    enabled: wanted && Boolean(file),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
