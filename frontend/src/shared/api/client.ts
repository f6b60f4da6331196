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

export async function signIn(username: string, password: string): Promise<void> {
  const answer = await fetch(`${base}/auth/token`, { method: "POST", body: new URLSearchParams({ username, password }) });
  if (!answer.ok) throw new Refused((await answer.json()) as Problem);
  keep((await answer.json()) as Tokens);
}

export async function signOut(): Promise<void> {
  const token = sessionStorage.getItem(KEPT);
  access = null;
  sessionStorage.removeItem(KEPT);
  if (token) await post("/auth/sign-out", { refresh_token: token }).catch(() => undefined);
}

async function refresh(): Promise<boolean> {
  const token = sessionStorage.getItem(KEPT);
  if (!token) return false;
  const answer = await fetch(`${base}/auth/refresh`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refresh_token: token }),
  });
  if (!answer.ok) {
    sessionStorage.removeItem(KEPT);
    return false;
  }
  keep((await answer.json()) as Tokens);
  return true;
}

async function send(path: string, init: RequestInit, again = true): Promise<Response> {
  if (!access && isSignedIn()) await (refreshing ??= refresh().finally(() => (refreshing = null)));
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
    if (await (refreshing ??= refresh().finally(() => (refreshing = null)))) return send(path, init, false);
    window.dispatchEvent(new Event("hoso:signed-out"));
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

async function withBody<T>(method: string, path: string, body: unknown, version?: number): Promise<T> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  const answer = await send(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export const post = <C extends PathOf<"post">>(path: C, body?: Body<"post", C>, version?: number): Promise<Answer<"post", C>> => withBody("POST", path, body, version);
export const patch = <C extends PathOf<"patch">>(path: C, body: Body<"patch", C>, version?: number): Promise<Answer<"patch", C>> => withBody("PATCH", path, body, version);
export const put = <C extends PathOf<"put">>(path: C, body: Body<"put", C>, version?: number): Promise<Answer<"put", C>> => withBody("PUT", path, body, version);
export const remove = <C extends PathOf<"delete">>(path: C, version?: number): Promise<Answer<"delete", C>> => withBody("DELETE", path, undefined, version);

/** Bytes of a file, a form or an export. */
export async function blobOf<C extends PathOf<"get">>(path: C, query?: Query<"get", C>): Promise<Blob> {
  return (await send(withQuery(path, (query ?? {}) as Plain), {})).blob();
}

export type Uploaded = Answer<"post", "/files">;

export async function upload(file: File): Promise<Uploaded> {
  const body = new FormData();
  body.append("file", file, file.name);
  return (await (await send("/files", { method: "POST", body })).json()) as Uploaded;
}
