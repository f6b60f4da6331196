import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App, ConfigProvider, theme } from "antd";
import viVN from "antd/locale/vi_VN";
import { useEffect, useState } from "react";
import { Refused } from "@/shared/api/client";
import { SessionProvider } from "@/shared/lib/session";
import { router } from "./router";

const client = new QueryClient({
  defaultOptions: { queries: { retry: (count, error) => count < 1 && !(error instanceof Refused && error.problem.status >= 400), refetchOnWindowFocus: true, staleTime: 5_000 } },
});

/** Everything that a signed-in person sees. */
export default function House() {
  const [dark, setDark] = useState(document.documentElement.dataset.theme === "dark");
  useEffect(() => {
    const change = () => setDark(document.documentElement.dataset.theme === "dark");
    window.addEventListener("hoso:theme", change);
    return () => window.removeEventListener("hoso:theme", change);
  }, []);
  return (
    <ConfigProvider
      locale={viVN}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: { colorPrimary: dark ? "#c8404d" : "#a61b29", colorLink: dark ? "#a9c8f0" : "#2c5282", colorError: dark ? "#ff9aa2" : "#b3261e", borderRadius: 8, fontFamily: '"Be Vietnam Pro", system-ui, sans-serif', colorTextPlaceholder: dark ? "#a8a196" : "#6f695f" },
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
