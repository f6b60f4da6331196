import "@fontsource/be-vietnam-pro/latin-400.css";
import "@fontsource/be-vietnam-pro/vietnamese-400.css";
import "@fontsource/be-vietnam-pro/latin-600.css";
import "@fontsource/be-vietnam-pro/vietnamese-600.css";
import "./app/styles.css";
import { lazy, StrictMode, Suspense, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { isSignedIn, loadConfig } from "@/shared/api/client";
import { SignInPage } from "@/app/SignInPage";

const House = lazy(() => import("@/app/House"));

function Start() {
  const [inside, setInside] = useState(isSignedIn());
  useEffect(() => {
    const out = () => setInside(false);
    window.addEventListener("hoso:signed-out", out);
    return () => window.removeEventListener("hoso:signed-out", out);
  }, []);
  if (!inside) return <SignInPage done={() => setInside(true)} />;
  return (
    <Suspense fallback={<main className="start" aria-busy="true" />}>
      <House />
    </Suspense>
  );
}

const root = document.getElementById("root");
document.documentElement.dataset.theme = localStorage.getItem("hoso.theme") ?? "light";
if (root) {
  void loadConfig()
    .catch(() => undefined)
    .then(() =>
      createRoot(root).render(
        <StrictMode>
          <Start />
        </StrictMode>,
      ),
    );
}
