import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { t } from "@/shared/i18n";
import { daysLate } from "@/shared/lib/format";
import { basketName } from "./greeting";
import { linkOf, sorted, type Basket } from "./work";

/** What stands under the number: how long the oldest has waited, or what kind of work it is. */
function noteOf(b: Basket): string {
  const late = daysLate(b.oldest_on);
  return late > 0 ? t.app.home.oldest(late) : (t.app.basketNote[b.code as keyof typeof t.app.basketNote] ?? "");
}

/** Columns of a wide screen, so that no basket stands in a row alone. */
const columns = (n: number): number => Math.max(4, Math.ceil(n / Math.ceil(n / 6)));

function BasketCard({ basket: b, hot }: { basket: Basket; hot: boolean }) {
  return (
    <li>
      <Link {...linkOf(b)} className={`basket${hot ? " basket-hot" : ""}`}>
        <span>{basketName(b)}</span>
        <b>{b.count}</b>
        <span>{noteOf(b)}</span>
      </Link>
    </li>
  );
}

/** What waits, by basket: what burns first, then the desks in their order; the empty ones are named in one quiet line. Each opens the list behind its number. */
export function Baskets({ baskets }: { baskets: Basket[] | undefined }) {
  if (!baskets)
    return (
      <ul className="baskets" aria-label={t.app.home.baskets} aria-busy="true">
        {[1, 2, 3, 4].map((n) => (
          <li key={n}>
            <span className="basket basket-shape">
              <span className="shape" style={{ width: "60%" }} />
            </span>
          </li>
        ))}
      </ul>
    );
  const { burning, waiting, empty } = sorted(baskets);
  return (
    <>
      {burning.length + waiting.length > 0 && (
        <ul className="baskets" aria-label={t.app.home.baskets} style={{ "--columns": columns(burning.length + waiting.length) } as CSSProperties}>
          {[...burning, ...waiting].map((b, i) => (
            <BasketCard key={b.code} basket={b} hot={i < burning.length} />
          ))}
        </ul>
      )}
      {empty.length > 0 && (
        <div className="baskets-none">
          <span id="baskets-none">{t.app.home.emptyBaskets}</span>
          <ul aria-labelledby="baskets-none">
            {empty.map((b) => (
              <li key={b.code}>
                <Link {...linkOf(b)}>{basketName(b)}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
