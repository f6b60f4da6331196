import { Link, useRouterState } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useMe } from "@/shared/lib/session";
import { t } from "@/shared/i18n";
import { FoldIcon } from "./icons";
import { placesOf, type Group, type Place } from "./places";
import { countsByPlace, useBaskets } from "./work";

const KEPT = "hoso.rail";

/** The groups that this person keeps open on this machine. */
function keptOpen(): string[] {
  return (localStorage.getItem(KEPT) ?? "").split(" ").filter(Boolean);
}

function keepOpen(group: string, open: boolean): void {
  const rest = keptOpen().filter((g) => g !== group);
  localStorage.setItem(KEPT, (open ? [...rest, group] : rest).join(" "));
}

function Entry({ place: p, waits }: { place: Place; waits: number }) {
  return (
    <Link
      to={p.to}
      search={{}}
      activeOptions={{ exact: p.to === "/quan-tri", includeSearch: false }}
      activeProps={{ className: "active", "aria-current": "page" }}
    >
      {p.label}
      {waits > 0 && (
        <span className="count" title={t.app.nav.counted(p.label, waits)}>
          {waits}
        </span>
      )}
    </Link>
  );
}

interface Counted {
  group: Group;
  counts: Record<string, number>;
}

/** A group of seldom used screens behind its heading, as the person left it; shut, it still names the one that stands there. */
function Folded({ group, folds, counts }: Counted & { folds: string }) {
  const id = useId();
  const [open, setOpen] = useState(() => keptOpen().includes(folds));
  const path = useRouterState({ select: (s) => s.location.pathname });
  const shown = open ? group.places : group.places.filter((p) => path === p.to || path.startsWith(`${p.to}/`));
  const waits = group.places.reduce((n, p) => n + (counts[p.to] ?? 0), 0);
  const turn = () => {
    setOpen(!open);
    keepOpen(folds, !open);
  };
  return (
    <div>
      <h2>
        <button type="button" className="rail-fold" aria-expanded={open} aria-controls={id} onClick={turn}>
          <FoldIcon />
          {group.title}
          {!open && waits > 0 && (
            <span className="count" title={t.app.nav.folded(waits)}>
              {waits}
            </span>
          )}
        </button>
      </h2>
      <div id={id}>
        {shown.map((p) => (
          <Entry key={p.to} place={p} waits={counts[p.to] ?? 0} />
        ))}
      </div>
    </div>
  );
}

/** The left rail: screens in the order of a document's life, with how much waits behind each; what is seldom used folds away. */
export function Rail({ open }: { open: boolean }) {
  const me = useMe();
  const counts = countsByPlace(useBaskets().data?.items ?? []);
  return (
    <nav className={`rail${open ? " open" : ""}`} aria-label={t.app.nav.label}>
      {placesOf(me).map((group) =>
        group.folds ? (
          <Folded key={group.title} group={group} folds={group.folds} counts={counts} />
        ) : (
          <div key={group.title}>
            <h2>{group.title}</h2>
            {group.places.map((p) => (
              <Entry key={p.to} place={p} waits={counts[p.to] ?? 0} />
            ))}
          </div>
        ),
      )}
      {me.demo && <p className="rail-foot">{t.app.demoLong}</p>}
    </nav>
  );
}
