import { useNavigate } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";
import { lazy, Suspense, useState } from "react";
import { signOut } from "@/shared/api/client";
import { currentLanguage, speak, t, type Language } from "@/shared/i18n";
import { useMe } from "@/shared/lib/session";
import { chooseTheme, chosenTheme, type Theme } from "@/shared/lib/theme";

const PasswordDialog = lazy(() => import("./PasswordDialog").then((m) => ({ default: m.PasswordDialog })));

/** Phạm Thu Hà → TH: the given name and the one before, as an office abbreviates. */
const initials = (name: string): string =>
  name
    .split(" ")
    .slice(-2)
    .map((w) => w[0])
    .join("");

export function leave(): void {
  void signOut().finally(() => window.dispatchEvent(new Event("hoso:signed-out")));
}

/** The person's menu: appearance, language, password, shortcuts, sign out. */
export function Account({ showKeys }: { showKeys: () => void }) {
  const me = useMe();
  const go = useNavigate();
  const [theme, setTheme] = useState(chosenTheme());
  const [changing, setChanging] = useState(false);
  const w = t.app.account;
  const mark = (on: boolean, label: string) => `${on ? "✓" : "\u2003"} ${label}`;
  const paint = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  const items: MenuProps["items"] = [
    { key: "who", type: "group", label: `${me.full_name} · ${me.agency.name}` },
    {
      key: "theme",
      label: w.theme,
      children: (["light", "dark", "system"] as const).map((k) => ({ key: k, label: mark(theme === k, w[k]), onClick: () => paint(k) })),
    },
    {
      key: "language",
      label: w.language,
      children: (["vi", "en"] as const).map((k: Language) => ({ key: k, label: mark(currentLanguage() === k, w[k]), onClick: () => void speak(k, me.id) })),
    },
    { key: "password", label: w.password, onClick: () => setChanging(true) },
    ...(me.permissions.includes("appointSubstitute")
      ? [{ key: "away", label: t.handling.away.title, onClick: () => void go({ to: "/vang-mat" }) }]
      : []),
    { key: "keys", label: w.keys, onClick: showKeys },
    { type: "divider" },
    { key: "out", label: w.out, onClick: leave },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <button type="button" className="avatar" aria-label={w.menu}>
          {initials(me.full_name)}
        </button>
      </Dropdown>
      {(changing || me.must_change_password) && (
        <Suspense>
          <PasswordDialog open must={me.must_change_password} close={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  );
}
