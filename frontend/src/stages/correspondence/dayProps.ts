import type { Dayjs } from "dayjs";

export interface DayProps {
  id?: string;
  value?: Dayjs;
  onChange?: (day: Dayjs | null) => void;
  /** Days that can be chosen: from today on, or up to today. */
  only?: "future" | "past";
  label?: string;
}
