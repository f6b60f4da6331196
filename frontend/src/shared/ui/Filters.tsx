import { useNavigate, useSearch } from "@tanstack/react-router";
import { Input, Select } from "antd";
import { vi } from "@/shared/i18n/vi";

/** Filters that live in the URL: words and state. */
export function Filters({ states }: { states: string[] }) {
  const search = useSearch({ strict: false }) as { q?: string; state?: string };
  const go = useNavigate();
  const set = (more: Record<string, string | undefined>) => void go({ to: ".", search: { ...search, ...more } as never, replace: true });
  return (
    <div className="acts">
      <Input.Search aria-label="Lọc theo từ" placeholder="Lọc: ke hoach thanh hoa" allowClear defaultValue={search.q} onSearch={(q) => set({ q: q || undefined })} style={{ width: 240 }} />
      <Select aria-label="Lọc theo trạng thái" allowClear placeholder="Mọi trạng thái" value={search.state} onChange={(state?: string) => set({ state })} style={{ width: 190 }} options={states.map((s) => ({ value: s, label: vi.state[s] ?? s }))} />
    </div>
  );
}
