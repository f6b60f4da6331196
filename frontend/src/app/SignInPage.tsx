import { useState, type FormEvent } from "react";
import { signIn } from "@/shared/api/client";
import { sentenceOf } from "@/shared/lib/refusals";

/** Sign-in, light on purpose: no component library is loaded before somebody is inside. */
export function SignInPage({ done }: { done: () => void }) {
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    signIn(String(form.get("username")), String(form.get("password")))
      .then(done)
      .catch((error: unknown) => setWrong(sentenceOf(error)))
      .finally(() => setBusy(false));
  };
  return (
    <main className="signin">
      <form onSubmit={submit} className="signin-card">
        <h1>
          <span className="brand">Hồ Sơ</span>
        </h1>
        <p className="muted">Văn bản, hồ sơ và lưu trữ của cơ quan nhà nước</p>
        <label htmlFor="username">Tên đăng nhập</label>
        <input id="username" name="username" autoComplete="username" required maxLength={100} autoFocus placeholder="vanthu.snv" />
        <label htmlFor="password">Mật khẩu</label>
        <input id="password" name="password" type="password" autoComplete="current-password" required maxLength={200} />
        {wrong && (
          <p role="alert" className="signin-wrong">
            {wrong}
          </p>
        )}
        <button type="submit" className="signin-go" disabled={busy}>
          {busy ? "Đang đăng nhập…" : "Đăng nhập"}
        </button>
      </form>
    </main>
  );
}
