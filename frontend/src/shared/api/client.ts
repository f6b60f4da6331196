/** The one door to the API: address from /config.json, access token in memory, refresh token in sessionStorage. */
import type { Answer, Body, PathOf, Query } from "./paths";

export interface Problem {
  status: number;
  code: string;
  detail: string;
  faults?: { field: string; reason: string }[];
  [fact: string]: unknown;
}

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

const KEPT = "hoso.refresh";
const WHO = "hoso.username";
let base = "";
let access: string | null = null;
let refreshing: Promise<boolean> | null = null;

export async function loadConfig(): Promise<void> {
  const answer = await fetch("/config.json", { cache: "no-store" });
  base = `${((await answer.json()) as { apiBaseUrl: string }).apiBaseUrl}/api/v1`;
}

interface Tokens {
  access_token: string;
  refresh_token: string;
}

function keep(tokens: Tokens): void {
  access = tokens.access_token;
  sessionStorage.setItem(KEPT, tokens.refresh_token);
}

export function isSignedIn(): boolean {
  return sessionStorage.getItem(KEPT) !== null;
}

/** Signs in; the name is kept for the lock, the password never. */
export async function signIn(username: string, password: string): Promise<void> {
  const answer = await fetch(`${base}/auth/token`, { method: "POST", body: new URLSearchParams({ username, password }) }).catch(() => {
    throw new Refused({ status: 0, code: "no_connection", detail: "" });
  });
  if (!answer.ok) throw new Refused((await answer.json().catch(() => ({ status: answer.status, code: "internal_error", detail: "" }))) as Problem);
  keep((await answer.json()) as Tokens);
  sessionStorage.setItem(WHO, username);
}

export const signedInName = (): string => sessionStorage.getItem(WHO) ?? "";

/** The refresh token of this session, for the one call that keeps it alive: the change of the own password. */
export const ownRefreshToken = (): string | null => sessionStorage.getItem(KEPT);

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
  const token = sessionStorage.getItem(KEPT);
  access = null;
  sessionStorage.removeItem(KEPT);
  if (token) await post("/auth/sign-out", { refresh_token: token }).catch(() => undefined);
}

async function refresh(): Promise<boolean> {
  const token = sessionStorage.getItem(KEPT);
  if (!token) return false;
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${base}/auth/refresh`, { method: "POST", headers, body: JSON.stringify({ refresh_token: token }) }).catch(() => {
    throw new Refused({ status: 0, code: "no_connection", detail: "" });
  });
  if (answer.status >= 500) throw new Refused({ status: answer.status, code: "internal_error", detail: "" });
  if (!answer.ok) {
    sessionStorage.removeItem(KEPT);
    return false;
  }
  keep((await answer.json()) as Tokens);
  return true;
}

function refreshed(): Promise<boolean> {
  return (refreshing ??= refresh().finally(() => (refreshing = null)));
}

async function send(path: string, init: RequestInit, again = true): Promise<Response> {
  if (!access && isSignedIn()) await refreshed();
  const headers = new Headers(init.headers);
  if (access) headers.set("Authorization", `Bearer ${access}`);
  let answer: Response;
  try {
    answer = await fetch(base + path, { ...init, headers });
  } catch {
    throw new Refused({ status: 0, code: "no_connection", detail: "" });
  }
  if (answer.status === 401 && again && isSignedIn()) {
    access = null;
    if (await refreshed()) return send(path, init, false);
    window.dispatchEvent(new Event("hoso:session-ended"));
  }
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({ status: answer.status, code: "internal_error", detail: "" }))) as Problem;
    throw new Refused(problem);
  }
  return answer;
}

type Plain = Record<string, string | number | boolean | null | undefined>;

function withQuery(path: string, query: Plain): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return given.length ? `${path}?${new URLSearchParams(given.map(([k, v]) => [k, String(v)]))}` : path;
}

export async function get<C extends PathOf<"get">>(path: C, query?: Query<"get", C>): Promise<Answer<"get", C>> {
  return (await (await send(withQuery(path, (query ?? {}) as Plain), {})).json()) as Answer<"get", C>;
}

async function withBody<T>(method: string, path: string, body: unknown, version?: number, attempt?: string): Promise<T> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  if (attempt) headers["Idempotency-Key"] = attempt;
  const answer = await send(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** `attempt` names one attempt of a person: sent twice, it is done once (Idempotency-Key). */
export const post = <C extends PathOf<"post">>(path: C, body?: Body<"post", C>, version?: number, attempt?: string): Promise<Answer<"post", C>> =>
  withBody("POST", path, body, version, attempt);
export const patch = <C extends PathOf<"patch">>(path: C, body: Body<"patch", C>, version?: number): Promise<Answer<"patch", C>> =>
  withBody("PATCH", path, body, version);
export const put = <C extends PathOf<"put">>(path: C, body: Body<"put", C>, version?: number): Promise<Answer<"put", C>> =>
  withBody("PUT", path, body, version);
export const remove = <C extends PathOf<"delete">>(path: C, version?: number): Promise<Answer<"delete", C>> => withBody("DELETE", path, undefined, version);

/** Bytes of a file, a form or an export. */
export async function blobOf<C extends PathOf<"get">>(path: C, query?: Query<"get", C>): Promise<Blob> {
  return (await send(withQuery(path, (query ?? {}) as Plain), {})).blob();
}

export type Uploaded = Answer<"post", "/files">;

function sendFile(file: File, told: (share: number) => void): Promise<{ status: number; text: string }> {
  return new Promise((kept, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${base}/files`);
    if (access) request.setRequestHeader("Authorization", `Bearer ${access}`);
    request.upload.onprogress = (e) => told(e.total ? Math.round((e.loaded / e.total) * 100) : 0);
    request.onload = () => kept({ status: request.status, text: request.responseText });
    request.onerror = () => failed(new Refused({ status: 0, code: "no_connection", detail: "" }));
    const body = new FormData();
    body.append("file", file, file.name);
    request.send(body);
  });
}

/** Uploads a file; `told` hears the share in percent. */
export async function upload(file: File, told: (share: number) => void = () => undefined): Promise<Uploaded> {
  if (!access && isSignedIn()) await refreshed();
  let answer = await sendFile(file, told);
  if (answer.status === 401 && isSignedIn() && (await refreshed())) answer = await sendFile(file, told);
  const unread: Problem = { status: answer.status, code: "internal_error", detail: "" };
  const said = parsed(answer.text) ?? unread;
  if (answer.status >= 400) throw new Refused(said as Problem);
  return said as Uploaded;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Some bytes of a stored file, `from` up to but without `to`. */
export async function bytesOf(sha256: string, from: number, to: number): Promise<Uint8Array> {
  const answer = await send(`/files/${sha256}`, { headers: { Range: `bytes=${from}-${to - 1}` } });
  return new Uint8Array(await answer.arrayBuffer());
}

/** Sends a file to an operation that takes one beside `/files`. */
export async function postFile<C extends PathOf<"post">>(path: C, file: File): Promise<Answer<"post", C>> {
  const body = new FormData();
  body.append("file", file, file.name);
  return (await (await send(path, { method: "POST", body })).json()) as Answer<"post", C>;
}
