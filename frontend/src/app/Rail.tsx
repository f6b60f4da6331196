import { Link } from "@tanstack/react-router";
import { useMe } from "@/shared/lib/session";
import { t } from "@/shared/i18n";
import { placesOf } from "./places";
import { countsByPlace, useBaskets } from "./work";

/** The left rail: screens in the order of a document's life, with how much waits behind each. */
export function Rail({ open }: { open: boolean }) {
  const me = useMe();
  const counts = countsByPlace(useBaskets().data?.items ?? []);
  return (
    <nav className={`rail${open ? " open" : ""}`} aria-label={t.app.nav.label}>
      {placesOf(me).map((group) => (
        <div key={group.title}>
          <h2>{group.title}</h2>
          {group.places.map((p) => {
            const n = counts[p.to] ?? 0;
            return (
              <Link
                key={p.to}
                to={p.to}
                search={{}}
                activeOptions={{ exact: p.to === "/quan-tri", includeSearch: false }}
                activeProps={{ className: "active", "aria-current": "page" }}
              >
                {p.label}
                {n > 0 && (
                  <span className="count" title={t.app.nav.counted(p.label, n)}>
                    {n}
                  </span>
                )}
              </Link>
            );
          })}
        </div>
      ))}
      {me.demo && <p className="rail-foot">{t.app.demoLong}</p>}
    </nav>
  );
}
