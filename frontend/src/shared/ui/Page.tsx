import { Alert, Button, Skeleton } from "antd";
import { useEffect, type ReactNode } from "react";
import { Refused } from "@/shared/api/client";
import { t } from "@/shared/i18n";
import { sentenceOf } from "@/shared/lib/refusals";

interface PageProps {
  title: string;
  above?: ReactNode;
  below?: ReactNode;
  side?: ReactNode;
  children: ReactNode;
}

/** The frame of a page: title, what stands beside it, content. Sets the title of the window. */
export function Page({ title, above, below, side, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ${t.shared.product}`;
  }, [title]);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          {above && <div className="muted">{above}</div>}
          <h1 tabIndex={-1}>{title}</h1>
          {below && <div className="muted">{below}</div>}
        </div>
        {side && <div className="page-side">{side}</div>}
      </header>
      {children}
    </div>
  );
}

interface CardProps {
  title?: ReactNode;
  side?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}

export function Card({ title, side, children, flush }: CardProps) {
  return (
    <section className={`card${flush ? " card-flush" : ""}`}>
      {(title || side) && (
        <div className="card-head">
          {title ? <h2>{title}</h2> : <span />}
          {side}
        </div>
      )}
      {children}
    </section>
  );
}

/** A section that holds nothing yet: one quiet line with what may be done about it; neighbours stand together as one list. */
export function Quiet({ title, side, children }: { title: string; side?: ReactNode; children: ReactNode }) {
  return (
    <section className="card card-quiet">
      <h2>{title}</h2>
      <p className="muted">{children}</p>
      {side && <span className="acts">{side}</span>}
    </section>
  );
}

/** What went wrong, whether anything was lost, and what to do; a missing right is told in words, not by a blank page. */
export function Failure({ error, retry, again = t.shared.retry }: { error: unknown; retry?: () => void; again?: string }) {
  const status = error instanceof Refused ? error.problem.status : 0;
  const sentence = sentenceOf(error);
  const closed = status === 403;
  return (
    <Alert
      className="failure"
      type={closed ? "warning" : "error"}
      showIcon
      role="alert"
      title={closed ? t.app.missing.forbidden : sentence}
      description={closed ? sentence : undefined}
      action={
        retry &&
        !closed &&
        status !== 404 && (
          <Button size="small" onClick={retry}>
            {again}
          </Button>
        )
      }
    />
  );
}

/** The shape of a page while it comes. */
export function Loading() {
  return (
    <div aria-busy="true">
      <span className="unseen">{t.shared.loading}</span>
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
