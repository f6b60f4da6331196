import { useQuery } from "@tanstack/react-query";
import { get } from "@/shared/api/client";

/** Whether documents of the type name themselves ("Khác", "Đơn, thư khác" …), as the server says. */
export function useNamesItself(type: string | undefined): boolean {
  const types = useQuery({ queryKey: ["/document-types", "names"], queryFn: () => get("/document-types", { limit: 200 }), staleTime: 600_000 });
  return Boolean(types.data?.items.find((c) => c.code === type)?.free_name);
}
