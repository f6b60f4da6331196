import { useState } from "react";
import { t } from "@/shared/i18n";

/** Accepted only while the server runs as a demo; the contract names it. */
export const DEMO_PASSWORD = "Hoso@2026!";

const OFFICE = ["vanthu", "lanhdao", "pholanhdao", "truongphong", "phophong", "chuyenvien", "luutru", "quantri"];
const AGENCIES = ["snv", "ubnd", "stc", "hacthanh", "hatrung", "ltls"] as const;
type Agency = (typeof AGENCIES)[number];

const peopleOf = (agency: Agency): { username: string; role: string }[] => {
  if (agency === "ltls") {
    return [
      { username: "luutru.ltls", role: "luutru_ltls" },
      { username: "lanhdao.ltls", role: "lanhdao_ltls" },
      { username: "phongdoc.ltls", role: "phongdoc" },
      { username: "docgia", role: "docgia" },
    ];
  }
  return [...OFFICE, ...(agency === "snv" ? ["theodoi"] : [])].map((role) => ({ username: `${role}.${agency}`, role }));
};

/** Who may be tried in the demo: a click fills the form. */
export function DemoPeople({ chosen, fill }: { chosen: string; fill: (username: string) => void }) {
  const [agency, setAgency] = useState<Agency>("snv");
  const w = t.app.signIn;
  return (
    <section className="signin-card" aria-labelledby="demo-people">
      <h2 id="demo-people">{w.demoTitle}</h2>
      <p className="signin-note">{w.demoHow(DEMO_PASSWORD)}</p>
      <label htmlFor="demo-agency">{w.agency}</label>
      <select id="demo-agency" value={agency} onChange={(e) => setAgency(e.target.value as Agency)}>
        {AGENCIES.map((a) => (
          <option key={a} value={a}>
            {t.app.demoAgency[a]}
          </option>
        ))}
      </select>
      <ul className="signin-people">
        {peopleOf(agency).map(({ username, role }) => (
          <li key={username}>
            <button type="button" aria-pressed={chosen === username} onClick={() => fill(username)}>
              {t.role[role]}
              <small>{username}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
