import { DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { t } from "@/shared/i18n";

const day = (value?: string) => (value ? dayjs(value) : null);
const iso = (value: Dayjs | null) => value?.format("YYYY-MM-DD");

/** From a day, to a day; either may be open. */
export default function DaysField({
  label,
  from,
  to,
  set,
}: {
  label: string;
  from: string | undefined;
  to: string | undefined;
  set: (from?: string, to?: string) => void;
}) {
  return (
    <span className="acts">
      <DatePicker
        aria-label={`${label}, ${t.shared.filters.from}`}
        placeholder={t.shared.filters.from}
        format="DD/MM/YYYY"
        value={day(from)}
        onChange={(v) => set(iso(v), to)}
        style={{ width: 130 }}
      />
      <DatePicker
        aria-label={`${label}, ${t.shared.filters.to}`}
        placeholder={t.shared.filters.to}
        format="DD/MM/YYYY"
        value={day(to)}
        onChange={(v) => set(from, iso(v))}
        style={{ width: 130 }}
      />
    </span>
  );
}
