import { Link } from "@tanstack/react-router";
import { t } from "@/shared/i18n";
import { Page } from "@/shared/ui/Page";

/** A screen that the person's roles do not use: told in words, with who can help. */
export function ForbiddenPage() {
  return (
    <Page title={t.app.missing.forbidden}>
      <p>{t.app.missing.forbiddenText}</p>
      <p><Link to="/ban-lam-viec" search={{}}>{t.app.missing.home}</Link></p>
    </Page>
  );
}
