import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Form, Segmented } from "antd";
import type { Dayjs } from "dayjs";
import { get, post } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/types";
import { t } from "@/shared/i18n";
import { atMoment, onDay } from "@/shared/lib/format";
import { useMe } from "@/shared/lib/session";
import { Act, ReasonField } from "@/shared/ui/Act";
import { Card, Empty, Failure, Loading, Page } from "@/shared/ui/Page";
import { personName, Pick } from "@/shared/ui/Pick";
import { Tone } from "@/shared/ui/Tone";
import { AssignDraft } from "./AssignDraft";
import { asText, DayField, needed } from "./fields";
import "./drafting.css";

type Assignment = Schemas["AssignmentAnswer"];
const TONE = { given: "wait", drafting: "work", withdrawn: "bad" } as const;

function Line({ item: a }: { item: Assignment }) {
  const w = t.drafting.assigned;
  const path = `/draft-assignments/${a.id}` as const;
  const search = { giao: a.id, ...(a.in_reply_to_id && { in_reply_to: a.in_reply_to_id }) };
  return (
    <li>
      <strong>{a.subject}</strong> <Tone tone={a.is_overdue ? "late" : TONE[a.state as "given"]}>{w.state[a.state]}</Tone>
      <div className="muted">
        {[a.full_name || a.unit_name, w.from(a.given_by_name, atMoment(a.created_at)), a.due_on && `${w.due} ${onDay(a.due_on)}`].filter(Boolean).join(" · ")}
      </div>
      {a.instruction && <div className="said">{a.instruction}</div>}
      {a.withdrawn_reason && <div className="said">{a.withdrawn_reason}</div>}
      <div className="acts">
        {a.document_id && (
          <Link to="/van-ban-di/$id" params={{ id: a.document_id }}>
            {w.see}
          </Link>
        )}
        {a.in_reply_to_id && (
          <Link to="/van-ban-den/$id" params={{ id: a.in_reply_to_id }}>
            {w.answers}
          </Link>
        )}
        {a.allowed_actions.includes("draftOutgoing") && (
          <Link to="/van-ban-di/soan" search={search} tabIndex={-1}>
            <Button type="primary">{w.draft}</Button>
          </Link>
        )}
        <Act<{ user_id: string; due_on?: Dayjs }>
          record={a}
          operation="passDraftAssignment"
          label={w.pass}
          run={(v) => post(`${path}/assignee`, { user_id: v.user_id, due_on: asText(v.due_on) }, a.version)}
          fields={
            <>
              <Form.Item name="user_id" label={w.whom} rules={needed()}>
                <Pick path="/users" show={personName} />
              </Form.Item>
              <Form.Item name="due_on" label={w.due}>
                <DayField only="future" />
              </Form.Item>
            </>
          }
        />
        <Act<{ reason: string }> record={a} operation="withdrawDraftAssignment" label={w.withdraw} danger run={(v) => post(`${path}/withdrawal`, v, a.version)} fields={<ReasonField />} />
      </div>
    </li>
  );
}

/** Giao soạn thảo: what was given to whom, what waits for the person, what became of it. */
export default function DraftAssignmentsPage() {
  const w = t.drafting.assigned;
  const { desk } = useSearch({ strict: false }) as { desk?: "mine" | "given" };
  const go = useNavigate();
  const me = useMe();
  const found = useInfiniteQuery({
    queryKey: ["/draft-assignments", desk],
    queryFn: ({ pageParam }) => get("/draft-assignments", { desk, limit: 30, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const items = found.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <Page title={w.title} above={w.how} side={me.permissions.includes("assignDraft") && <AssignDraft />}>
      <div className="beside-choice">
        <Segmented
          aria-label={w.title}
          value={desk ?? "all"}
          onChange={(v) => void go({ to: "/giao-soan-thao", search: v === "all" ? {} : { desk: v } })}
          options={[
            { value: "all", label: w.all },
            { value: "mine", label: w.mine },
            { value: "given", label: w.given },
          ]}
        />
      </div>
      <Card>
        {found.isPending && <Loading />}
        {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
        {found.isSuccess && items.length === 0 && <Empty>{w.empty}</Empty>}
        <ul className="beside-list">
          {items.map((a) => (
            <Line key={a.id} item={a} />
          ))}
        </ul>
        {found.hasNextPage && (
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t.shared.more}
          </Button>
        )}
      </Card>
    </Page>
  );
}

