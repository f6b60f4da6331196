import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { t } from "@/shared/i18n";
import { Card, Page } from "@/shared/ui/Page";

export default function NotFoundPage() {
  return (
    <Page title={t.app.missing.title}>
      <Card>
        <p className="nowhere">{t.app.missing.text}</p>
        <Link to="/ban-lam-viec" search={{}}><Button type="primary">{t.app.missing.home}</Button></Link>
      </Card>
    </Page>
  );
}
