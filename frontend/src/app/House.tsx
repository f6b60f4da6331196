import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App, ConfigProvider, theme } from "antd";
import viVN from "antd/locale/vi_VN";
import dayjs from "dayjs";
import "dayjs/locale/vi";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Refused } from "@/shared/api/client";
import { currentLanguage } from "@/shared/i18n";
import { SessionProvider } from "@/shared/lib/session";
import { router } from "./router";

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => count < 1 && !(error instanceof Refused && error.problem.status >= 400), refetchOnWindowFocus: true, staleTime: 5_000 },
    mutations: { networkMode: "always" },
  },
});
window.addEventListener("hoso:signed-out", () => client.clear());

function useDark(): boolean {
  const [dark, setDark] = useState(document.documentElement.dataset.theme === "dark");
  useEffect(() => {
    const change = () => flushSync(() => setDark(document.documentElement.dataset.theme === "dark")); // page and components change in one picture
    window.addEventListener("hoso:theme", change);
    return () => window.removeEventListener("hoso:theme", change);
  }, []);
  return dark;
}

/** Words of the component library in the language of the page. */
function useLocale() {
  const [locale, setLocale] = useState(viVN);
  useEffect(() => {
    const english = currentLanguage() === "en";
    dayjs.locale(english ? "en" : "vi");
    if (english) void import("antd/locale/en_US").then((m) => setLocale(m.default));
  }, []);
  return locale;
}

const LIGHT = {
  colorPrimary: "#a61b29",
  colorLink: "#2c5282",
  colorLinkHover: "#1f3d63",
  colorLinkActive: "#1f3d63",
  colorError: "#b3261e",
  colorTextPlaceholder: "#6f695f",
  colorTextDescription: "#635d54",
  colorBorder: "#8d867b",
  colorTextDisabled: "#736d64",
};
const DARK = {
  colorPrimary: "#c8404d",
  colorLink: "#a9c8f0",
  colorLinkHover: "#cfe2fa",
  colorLinkActive: "#cfe2fa",
  colorError: "#ff9aa2",
  colorTextPlaceholder: "#a8a196",
  colorTextDescription: "#b6afa4",
  colorBorder: "#7d766b",
  colorTextDisabled: "#9b948a",
  colorBgBase: "#191715",
  colorBgContainer: "#211e1b",
  colorBgElevated: "#2a2622",
};

/** Everything that a signed-in person sees. */
export default function House() {
  const dark = useDark();
  const locale = useLocale();
  return (
    <ConfigProvider
      locale={locale}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: { ...(dark ? DARK : LIGHT), borderRadius: 8, fontFamily: '"Be Vietnam Pro", system-ui, sans-serif', fontSize: 14, controlHeight: 34 },
        components: { Button: { primaryShadow: "none", defaultShadow: "none", ...(dark && { colorPrimary: "#b83341", colorPrimaryHover: "#c8404d" }) } },
      }}
    >
      <App style={{ height: "100%" }}>
        <QueryClientProvider client={client}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
