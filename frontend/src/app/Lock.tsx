import { onlineManager, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { signedInName, signIn, signOut } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { sentenceOf } from "@/shared/lib/refusals";
import { useMe } from "@/shared/lib/session";

const IDLE = 15 * 60_000; // DL-SE-11
const SIGNS = ["pointerdown", "keydown", "wheel"] as const;

/** True after fifteen minutes without a sign of the person, or when the session ended under a page that is at work. */
export function useLock(): [locked: boolean, unlock: () => void] {
  const [locked, setLocked] = useState(false);
  useEffect(() => {
    if (locked) return;
    let last = Date.now();
    let timer = 0;
    const lock = () => setLocked(true);
    const check = () => {
      const left = last + IDLE - Date.now();
      if (left <= 0) lock();
      else timer = window.setTimeout(check, left);
    };
    const seen = () => { last = Date.now(); };
    check();
    SIGNS.forEach((s) => window.addEventListener(s, seen, { passive: true, capture: true }));
    document.addEventListener("visibilitychange", check);
    window.addEventListener("hoso:session-ended", lock);
    return () => {
      window.clearTimeout(timer);
      SIGNS.forEach((s) => window.removeEventListener(s, seen, { capture: true }));
      document.removeEventListener("visibilitychange", check);
      window.removeEventListener("hoso:session-ended", lock);
    };
  }, [locked]);
  return [locked, () => setLocked(false)];
}

/** Covers the page and asks for the password again. The session is over on the server, the work on the page stays; nothing is asked of the server meanwhile. */
export function Lock({ unlock }: { unlock: () => void }) {
  const me = useMe();
  const client = useQueryClient();
  const box = useRef<HTMLDialogElement>(null);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const w = t.app.lock;
  useEffect(() => {
    void signOut();
    onlineManager.setOnline(false);
    box.current?.showModal();
    return () => onlineManager.setOnline(true);
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    signIn(signedInName(), String(new FormData(event.currentTarget).get("password")))
      .then(() => { unlock(); return client.invalidateQueries(); })
      .catch((error: unknown) => setWrong(sentenceOf(error)))
      .finally(() => setBusy(false));
  };
  return (
    <dialog ref={box} className="lock-box" aria-labelledby="lock-title" onCancel={(e) => e.preventDefault()}>
      <form className="signin-card" onSubmit={submit}>
        <h1 id="lock-title">{w.title}</h1>
        <p className="muted">{w.text(me.full_name)}</p>
        <input type="text" name="username" autoComplete="username" value={signedInName()} readOnly hidden />
        <label htmlFor="unlock">{w.password}</label>
        <input id="unlock" name="password" type="password" autoComplete="current-password" required maxLength={200} autoFocus />
        {wrong && <p role="alert" className="signin-wrong">{wrong}</p>}
        <button type="submit" className="signin-go" disabled={busy}>{busy ? w.unlocking : w.unlock}</button>
        <button type="button" className="signin-other" onClick={() => window.dispatchEvent(new Event("hoso:signed-out"))}>{w.other}</button>
      </form>
    </dialog>
  );
}
