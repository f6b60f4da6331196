import { Button } from "antd";
import type { ReactNode } from "react";
import { t } from "@/shared/i18n";
import { percentOf, shownOf, type Marks, type Place, type Said } from "./suggestions";

interface Props {
  marks: Marks;
  show: (place: Place) => void;
  take: (said: Said) => void;
}

/** What a form item of a suggested field needs: the mark beside its label, the colour, an offer below. */
export type Suggested = (name: string, label: string) => { label: string; className: string; extra?: ReactNode };

const placed = (said: Said | undefined): said is Said => Boolean(said && said.page > 0 && said.box.some((n) => n > 0));

/** Marks suggested fields; the mark is a button that shows the place in the file, an offer is a button that takes it over. */
export function suggestedBy({ marks, show, take }: Props): Suggested {
  return (name, label) => {
    const said = marks.filled.get(name);
    const offer = marks.offers.get(name);
    const words = placed(said) ? t.reading.mark(percentOf(said)) : t.correspondence.suggestion;
    const mark = placed(said) ? (
      <button
        type="button"
        className="suggested-mark suggested-place"
        onClick={(e) => {
          e.preventDefault();
          show({ page: said.page, box: said.box });
        }}
      >
        <span aria-hidden="true">{words}</span>
        <span className="unseen">{t.reading.place(label, percentOf(said), said.page)}</span>
      </button>
    ) : (
      <span className="suggested-mark">{words}</span>
    );
    const offered = offer && (
      <span className="suggested-offer">
        {t.reading.offer}{" "}
        <Button size="small" onClick={() => take(offer)}>
          <span aria-hidden="true">
            {shownOf(offer)} <span className="muted">{percentOf(offer)} %</span>
          </span>
          <span className="unseen">{t.reading.take(label, shownOf(offer))}</span>
        </Button>
      </span>
    );
    const isFilled = marks.filled.has(name);
    const extra = isFilled ? <span className="suggested-slot">{mark}</span> : offered;
    return { label, className: isFilled ? "suggested" : "", ...(extra && { extra }) };
  };
}
