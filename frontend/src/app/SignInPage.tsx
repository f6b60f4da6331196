import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { get, Refused, signIn } from "@/shared/api/client";
import { currentLanguage, speak, t } from "@/shared/i18n";
import { sentenceOf } from "@/shared/lib/refusals";
import { DEMO_PASSWORD, DemoPeople } from "./DemoPeople";

function reasonOf(error: unknown): string {
  const until = error instanceof Refused && error.problem.code === "account_locked" ? Date.parse(String(error.problem.until)) : Number.NaN;
  const minutes = Math.max(1, Math.ceil((until - Date.now()) / 60_000));
  return Number.isNaN(until) ? sentenceOf(error) : `${sentenceOf(error)} ${t.app.signIn.left(minutes)}`;
}

function useDemo(): boolean {
  const [demo, setDemo] = useState(false);
  useEffect(() => {
    void get("/health")
      .then((h) => setDemo(h.demo))
      .catch(() => undefined);
  }, []);
  return demo;
}

/** Sign-in, light on purpose: no component library is loaded before somebody is inside. In the demo it lists who may be tried. */
export function SignInPage({ done }: { done: () => void }) {
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const [chosen, setChosen] = useState("");
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const demo = useDemo();
  const w = t.app.signIn;
  useEffect(() => {
    document.title = `${w.title} · ${t.shared.product}`;
  }, [w.title]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setWrong("");
    signIn(name.current?.value.trim() ?? "", password.current?.value ?? "")
      .then(done)
      .catch((error: unknown) => {
        setWrong(reasonOf(error));
        password.current?.select();
      })
      .finally(() => setBusy(false));
  };
  const fill = (username: string) => {
    if (name.current) name.current.value = username;
    if (password.current) password.current.value = DEMO_PASSWORD;
    setChosen(username);
    setWrong("");
  };
  const seeCaps = (event: KeyboardEvent) => setCaps(event.getModifierState("CapsLock"));
  const other = currentLanguage() === "vi" ? "en" : "vi";
  return (
    <main className={`signin${demo ? " signin-two" : ""}`}>
      <form onSubmit={submit} className="signin-card">
        <span className="brand">{t.shared.product}</span>
        <p className="muted">{w.about}</p>
        {demo && (
          <p>
            <span className="demo">{t.app.demo}</span>
          </p>
        )}
        <h1>{w.title}</h1>
        <label htmlFor="username">{w.username}</label>
        <div className="signin-field">
          <input id="username" ref={name} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required maxLength={100} autoFocus />
        </div>
        <label htmlFor="password">{w.password}</label>
        <div className="signin-field">
          <input
            id="password"
            ref={password}
            name="password"
            type={shown ? "text" : "password"}
            autoComplete="current-password"
            required
            maxLength={200}
            onKeyUp={seeCaps}
            aria-describedby={wrong ? "wrong" : undefined}
          />
          <button type="button" aria-label={shown ? w.hideLabel : w.showLabel} onClick={() => setShown(!shown)}>
            {shown ? w.hide : w.show}
          </button>
        </div>
        {caps && <p className="signin-note">{w.caps}</p>}
        {wrong && (
          <p role="alert" id="wrong" className="signin-wrong">
            {wrong}
          </p>
        )}
        <button type="submit" className="signin-go" disabled={busy}>
          {busy ? w.going : w.go}
        </button>
      </form>
      {demo && <DemoPeople chosen={chosen} fill={fill} />}
      <div className="signin-foot">
        <button type="button" lang={other} onClick={() => void speak(other)}>
          {t.app.account[other]}
        </button>
      </div>
    </main>
  );
}
