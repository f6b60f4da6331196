import "@fontsource/be-vietnam-pro/latin-400.css";
import "@fontsource/be-vietnam-pro/vietnamese-400.css";
import "@fontsource/be-vietnam-pro/latin-600.css";
import "@fontsource/be-vietnam-pro/vietnamese-600.css";
import "./shared/ui/base.css";
import "./app/shell.css";
import "./shared/ui/print.css";
import { lazy, StrictMode, Suspense, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { isSignedIn, loadConfig } from "@/shared/api/client";
import { keptLanguage, speak } from "@/shared/i18n";
import { applyTheme } from "@/shared/lib/theme";
import { SignInPage } from "@/app/SignInPage";

const House = lazy(() => import("@/app/House"));

/** Outside: the sign-in alone. Inside: the house. A change of language draws everything anew. */
function Start() {
  const [inside, setInside] = useState(isSignedIn());
  const [words, setWords] = useState(0);
  useEffect(() => {
    const out = () => setInside(false);
    const again = () => setWords((n) => n + 1);
    window.addEventListener("hoso:signed-out", out);
    window.addEventListener("hoso:language", again);
    return () => {
      window.removeEventListener("hoso:signed-out", out);
      window.removeEventListener("hoso:language", again);
    };
  }, []);
  if (!inside) return <SignInPage key={words} done={() => setInside(true)} />;
  return (
    <Suspense fallback={<main className="start" aria-busy="true" />}>
      <House key={words} />
    </Suspense>
  );
}

const root = document.getElementById("root");
applyTheme();
if (root) {
  const ready = Promise.all([loadConfig().catch(() => undefined), keptLanguage() === "vi" ? undefined : speak(keptLanguage()).catch(() => undefined)]);
  void ready.then(() => createRoot(root).render(<StrictMode><Start /></StrictMode>));
}
