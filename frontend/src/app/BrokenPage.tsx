import { Button } from "antd";
import { t } from "@/shared/i18n";
import { Card, Page } from "@/shared/ui/Page";

/** A page that failed: in words, with what to do; a page of an older build asks to be reloaded. */
export function BrokenPage({ error }: { error: unknown }) {
  const said = error instanceof Error ? error.message : String(error);
  const outdated = /dynamically imported module|module script|Unable to preload/i.test(said);
  return (
    <Page title={t.app.missing.broken}>
      <Card>
        <p className="nowhere">{outdated ? t.app.missing.updated : t.app.missing.brokenText}</p>
        <p><Button type="primary" onClick={() => window.location.reload()}>{t.app.missing.reload}</Button></p>
        {!outdated && <pre className="muted" style={{ whiteSpace: "pre-wrap" }}>{said}</pre>}
      </Card>
    </Page>
  );
}
