import { useQuery } from "@tanstack/react-query";
import { Select, type SelectProps } from "antd";
import { useEffect, useRef } from "react";
import { get } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { fold } from "@/shared/lib/fold";
import { onDay } from "@/shared/lib/format";
import { Failure } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import "./handling.css";

const w = t.handling.present;
type Competent = Schemas["CompetentItem"];

function Told({ of: p }: { of: Competent }) {
  const said = [p.fields.length > 0 && w.fields(p.fields.join(", ")), p.matched.length > 0 && w.matched(p.matched.join(", "))].filter(Boolean).join(" · ");
  return (
    <>
      {said && <div className="muted">{said}</div>}
      {p.away_until && <div className="muted">{w.away(onDay(p.away_until), p.substitute_name)}</div>}
    </>
  );
}

/** Whom to present to: those who are competent, the one whose field it is first and chosen. */
export default function CompetentField({ document, value, onChange, ...rest }: Omit<SelectProps<string>, "options"> & { document: string }) {
  const found = useQuery({ queryKey: ["/incoming-documents", document, "competent"], queryFn: () => get(`/incoming-documents/${document}/competent`) });
  const items = found.data?.items ?? [];
  const first = items.find((p) => p.is_suggested)?.id;
  const told = useRef(onChange);
  told.current = onChange;
  const offered = useRef(false);
  useEffect(() => {
    if (first && !value && !offered.current) told.current?.(first);
    offered.current = Boolean(first);
  }, [first, value]);
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const chosen = items.find((p) => p.id === value);
  const label = (p: Competent) => `${p.full_name}${p.position ? ` · ${p.position}` : ""}`;
  return (
    <>
      <Select
        {...rest}
        value={value}
        onChange={(id, option) => onChange?.(id, option)}
        loading={found.isPending}
        showSearch={{ filterOption: (q, option) => fold(String(option?.label ?? "")).includes(fold(q)) }}
        options={items.map((p) => ({ value: p.id, label: label(p) }))}
        optionRender={(option) => {
          const p = items.find((one) => one.id === option.value);
          return (
            p && (
              <div className="competent-option">
                {label(p)} {p.is_suggested && <Tone tone="good">{w.suggested}</Tone>}
                <Told of={p} />
              </div>
            )
          );
        }}
      />
      {chosen && (
        <div>
          {chosen.is_suggested && <Tone tone="good">{w.suggested}</Tone>}
          <Told of={chosen} />
        </div>
      )}
    </>
  );
}
