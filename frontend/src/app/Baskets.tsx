import { Link } from "@tanstack/react-router";
import { t } from "@/shared/i18n";
import { basketName } from "./greeting";
import { linkOf, type Basket } from "./work";

const LOUD = new Set(["overdue", "overdue_mine", "due_today_mine", "issue_late", "due_today", "to_register", "late_agencies", "expired"]);

function BasketCard({ basket: b }: { basket: Basket }) {
  const heat = b.count === 0 ? " basket-none" : LOUD.has(b.code) ? " basket-hot" : "";
  return (
    <li>
      <Link {...linkOf(b)} className={`basket${heat}`} title={b.hint}>
        <span>{basketName(b)}</span>
        <b>{b.count}</b>
        <span>{b.hint}</span>
      </Link>
    </li>
  );
}

/** What waits, by basket; each opens the list behind its number. */
export function Baskets({ baskets }: { baskets: Basket[] | undefined }) {
  return (
    <ul className={`baskets${(baskets?.length ?? 0) > 6 ? " baskets-many" : ""}`} aria-label={t.app.home.baskets} aria-busy={!baskets}>
      {baskets?.map((b) => <BasketCard key={b.code} basket={b} />) ??
        [1, 2, 3, 4].map((n) => (
          <li key={n}>
            <span className="basket basket-shape">
              <span className="shape" style={{ width: "60%" }} />
            </span>
          </li>
        ))}
    </ul>
  );
}
