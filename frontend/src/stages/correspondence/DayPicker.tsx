import { DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { today } from "@/shared/lib/format";
import type { DayProps } from "./dayProps";

/** The calendar of a day field; it comes when a form asks for a day. */
export default function DayPicker({ id, value, onChange, only, label }: DayProps) {
  const beyond = (day: Dayjs) => (only === "future" ? day.isBefore(dayjs(today()), "day") : only === "past" ? day.isAfter(dayjs(today()), "day") : false);
  return (
    <DatePicker
      {...(id && { id })}
      {...(label && { "aria-label": label })}
      value={value ?? null}
      onChange={(day) => onChange?.(day as Dayjs | null)}
      disabledDate={beyond}
      format={["DD/MM/YYYY", "D/M/YYYY", "DDMMYYYY"]}
      placeholder="dd/mm/yyyy"
      style={{ width: "100%" }}
    />
  );
}
