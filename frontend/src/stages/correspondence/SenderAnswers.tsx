import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { blobOf, get, post } from "@/shared/api/client";
import type { Row, Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment } from "@/shared/lib/format";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Failure } from "@/shared/ui/Page";
import { Tone } from "@/shared/ui/Tone";
import { needed } from "./fields";
import "./intake.css";

const w = t.intake;
type Answer = Row<"/sender-answers">;
const TONE = { waiting: "work", late: "late", sent: "good" } as const;

/** Whether the answer has left, in colour and word. */
export function AnswerState({ answer }: { answer: Pick<Answer, "state"> }) {
  return <Tone tone={TONE[answer.state as keyof typeof TONE] ?? "work"}>{w.answers.states[answer.state] ?? answer.state}</Tone>;
}

/** The message to be sent, and the note that it was. */
export function AnswerActs({ answer }: { answer: Answer }) {
  const fetched = useMutation({
    mutationFn: () => blobOf(`/sender-answers/${answer.id}/message`),
    onSuccess: (blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `phan-hoi-${answer.code}.edxml`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
  if (answer.allowed_actions.length === 0) return null;
  return (
    <span className="acts">
      <Button size="small" loading={fetched.isPending} onClick={() => fetched.mutate()}>
        {w.answers.download}
      </Button>
      <Act<{ how: string }>
        record={{ ...answer, version: 0, why_not: {} }}
        operation="markAnswerSent"
        label={w.answers.mark}
        run={(v) => post(`/sender-answers/${answer.id}/sending`, v)}
        fields={
          <Form.Item name="how" label={w.answers.how} rules={needed()} extra={w.answers.howHelp}>
            <Input maxLength={200} />
          </Form.Item>
        }
      />
      {fetched.isError && <Failure error={fetched.error} />}
    </span>
  );
}

function Asked({ message }: { message: Schemas["MessageItem"] }) {
  const f = message.facts as { reason?: string; abstract?: string; files?: { name: string }[]; receiver_changes?: [string, string][] };
  const record = { ...message, version: 0, why_not: {} };
  return (
    <Alert
      className="failure"
      type="warning"
      showIcon
      title={w.asked.title}
      description={
        <>
          {f.reason && <p>{w.asked.reason(f.reason)}</p>}
          <p>
            {w.asked.newSubject}: {f.abstract}
          </p>
          {f.files && f.files.length > 0 && (
            <p>
              {w.asked.newFiles}: {f.files.map((x) => x.name).join(", ")}
            </p>
          )}
          {f.receiver_changes && f.receiver_changes.length > 0 && (
            <p>
              {w.asked.receivers}: {f.receiver_changes.map(([code, change]) => `${code} (${w.asked.change[change] ?? change})`).join(", ")}
            </p>
          )}
          <span className="acts">
            <Act
              record={record}
              operation="acceptUpdate"
              label={w.asked.accept}
              primary
              preview={w.asked.how}
              run={() => post(`/exchange-messages/${message.id}/acceptance`)}
            />
            <Act<{ reason: string }>
              record={record}
              operation="declineUpdate"
              label={w.asked.decline}
              fields={<ReasonField />}
              run={(v) => post(`/exchange-messages/${message.id}/refusal`, v)}
            />
          </span>
        </>
      }
    />
  );
}

/** What the sender outside of this installation was told about a document, and what they ask for. Nothing where the sender is inside. */
export default function SenderAnswers({ documentId, mayAnswer }: { documentId: string; mayAnswer: boolean }) {
  const query = { document_id: documentId };
  const owed = useQuery({ queryKey: ["/sender-answers", query], queryFn: () => get("/sender-answers", query) });
  const asked = useQuery({
    queryKey: ["/exchange-messages", query],
    queryFn: () => get("/exchange-messages", { ...query, state: "update_asked" }),
    enabled: mayAnswer,
  });
  const items = owed.data?.items ?? [];
  return (
    <>
      {asked.data?.items.map((m) => (
        <Asked key={m.id} message={m} />
      ))}
      {items.length > 0 && (
        <Card title={w.answers.title}>
          <ul className="timeline">
            {items.map((a) => (
              <li key={a.id}>
                <strong>{a.meaning}</strong> <AnswerState answer={a} />
                <div>{a.text}</div>
                <div className="muted">{a.sent_at ? w.answers.sent(atMoment(a.sent_at), a.sent_how) : atMoment(a.made_at)}</div>
                <AnswerActs answer={a} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
