import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Modal } from "antd";
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from "react";
import { get } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { foundIn } from "@/shared/lib/fold";
import { useMay, useMe } from "@/shared/lib/session";
import { actsOf, placesOf, recordPlace } from "./places";

interface Choice {
  key: string;
  label: string;
  note: string;
  to: string;
  search?: Record<string, string>;
}

function useChoices(typed: string): Choice[] {
  const me = useMe();
  const may = useMay("search");
  const q = useDeferredValue(typed.trim());
  const hits = useQuery({
    queryKey: ["/search", "palette", q],
    queryFn: () => get("/search", { q, limit: 8 }),
    enabled: may && q.length > 1,
    staleTime: 30_000,
  });
  const places = [
    ...placesOf(me).flatMap((g) => g.places.map((p) => ({ ...p, note: g.title }))),
    ...actsOf(me).map((p) => ({ ...p, note: t.app.palette.pages })),
  ];
  return [
    ...places.filter((p) => !typed.trim() || foundIn(p.label, typed)).map((p) => ({ key: p.to, label: p.label, note: p.note, to: p.to })),
    ...(q ? (hits.data?.items ?? []).map((h) => ({ key: h.id, label: h.title, note: t.kind[h.kind] ?? "", to: recordPlace(h.kind, h.id) })) : []),
    ...(may && q ? [{ key: "all", label: t.app.palette.searchAll(q), note: t.app.nav.search, to: "/tim-kiem", search: { q } }] : []),
  ];
}

/** Ctrl+K: any screen by its name, any record by number, symbol or words; marks may be left out. */
export default function Palette({ close }: { close: () => void }) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const go = useNavigate();
  const id = useId();
  const choices = useChoices(typed);
  const now = Math.min(at, choices.length - 1);
  useEffect(() => {
    void document.getElementById(`${id}-${now}`)?.scrollIntoView({ block: "nearest" });
  }, [id, now]);
  const open = (c: Choice | undefined) => {
    if (!c) return;
    close();
    void go({ to: c.to, search: c.search ?? {} } as never);
  };
  const keys = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) setAt((now + step + choices.length) % Math.max(1, choices.length));
    else if (event.key === "Enter") open(choices[now]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal open title={t.app.palette.title} onCancel={close} footer={null} width={620} style={{ top: 70 }} className="palette" destroyOnHidden>
      <input
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={now >= 0 ? `${id}-${now}` : undefined}
        aria-label={t.app.palette.title}
        value={typed}
        maxLength={400}
        placeholder={t.app.palette.placeholder}
        onChange={(e) => {
          setTyped(e.target.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      {choices.length === 0 && <p className="empty">{t.app.palette.nothing}</p>}
      <ul id={id} role="listbox" aria-label={t.app.palette.title}>
        {choices.map((c, i) => (
          <li key={c.key} id={`${id}-${i}`} role="option" aria-selected={i === now} onMouseEnter={() => setAt(i)} onClick={() => open(c)}>
            <span>{c.label}</span>
            <span>{c.note}</span>
          </li>
        ))}
      </ul>
      <p className="palette-foot">{t.app.palette.keys}</p>
    </Modal>
  );
}
