import { Link } from "@tanstack/react-router";
import { Page } from "@/shared/ui/Page";

export default function NotFoundPage() {
  return (
    <Page title="Không có trang này">
      <p>Địa chỉ có thể đã gõ nhầm. <Link to="/ban-lam-viec">Về bàn làm việc</Link></p>
    </Page>
  );
}
