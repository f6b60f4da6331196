import { Link } from "@tanstack/react-router";
import { t } from "@/shared/i18n";
import { Page } from "@/shared/ui/Page";

export default function NotFoundPage() {
  return (
    <Page title={t.app.missing.title}>
      <p>{t.app.missing.text}</p>
      <p><Link to="/ban-lam-viec" search={{}}>{t.app.missing.home}</Link></p>
    </Page>
  );
}
