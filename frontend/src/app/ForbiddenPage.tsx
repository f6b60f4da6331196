import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { t } from "@/shared/i18n";
import { Card, Page } from "@/shared/ui/Page";

/** A screen that the person's roles do not use: told in words, with who can help. */
export function ForbiddenPage() {
  return (
    <Page title={t.app.missing.forbidden}>
      <Card>
        <p className="nowhere">{t.app.missing.forbiddenText}</p>
        <Link to="/ban-lam-viec" search={{}}><Button type="primary">{t.app.missing.home}</Button></Link>
      </Card>
    </Page>
  );
}
