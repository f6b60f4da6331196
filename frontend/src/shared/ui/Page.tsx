import { Alert, Button, Skeleton } from "antd";
import { useEffect, type ReactNode } from "react";
import { sentenceOf } from "@/shared/lib/refusals";

/** The frame of a page: title, what stands beside it, content. Sets the title of the window. */
export function Page({ title, above, side, children }: { title: string; above?: ReactNode; side?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Hồ Sơ`;
  }, [title]);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          {above && <div className="muted">{above}</div>}
          <h1>{title}</h1>
        </div>
        {side && <div className="page-side">{side}</div>}
      </header>
      {children}
    </div>
  );
}

export function Card({ title, side, children, flush }: { title?: ReactNode; side?: ReactNode; children: ReactNode; flush?: boolean }) {
  return (
    <section className={`card${flush ? " card-flush" : ""}`}>
      {title && (
        <div className="card-head">
          <h2>{title}</h2>
          {side}
        </div>
      )}
      {children}
    </section>
  );
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  return <Alert type="error" showIcon message={sentenceOf(error)} action={retry && <Button size="small" onClick={retry}>Thử lại</Button>} />;
}

export function Loading() {
  return (
    <div aria-busy="true">
      <span className="unseen">Đang tải</span>
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
