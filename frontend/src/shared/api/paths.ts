/** Types of the API's calls, all derived from the generated schema: a path, its query, its body and its answer belong together. */
import type { paths } from "@/api/schema";

export type Method = "get" | "post" | "patch" | "delete" | "put";

type Operation<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? (O extends { responses: unknown } ? O : never) : never;
type With<M extends Method> = { [P in keyof paths]: [Operation<M, P>] extends [never] ? never : P }[keyof paths];
type Short<P> = P extends `/api/v1${infer R}` ? R : never;
type Concrete<P extends string> = P extends `${infer A}{${string}}${infer B}` ? `${A}${string}${Concrete<B>}` : P;

/** A path as a page writes it: `/dossiers/${id}` for `/api/v1/dossiers/{dossier_id}`. */
export type PathOf<M extends Method> = { [P in With<M>]: Concrete<Short<P>> }[With<M>];

type Full<M extends Method, C> = { [P in With<M>]: Concrete<Short<P>> extends C ? (C extends Concrete<Short<P>> ? P : never) : never }[With<M>];
type Json<T> = T extends { content: { "application/json": infer A } } ? A : never;
type Found<R> = R extends { 200: infer A } ? A : R extends { 201: infer A } ? A : R extends { 202: infer A } ? A : never;

export type Answer<M extends Method, C> = Operation<M, Full<M, C>> extends { responses: infer R } ? Json<Found<R>> : never;
export type Body<M extends Method, C> = Operation<M, Full<M, C>> extends { requestBody?: infer B } ? Json<Exclude<B, undefined>> : never;
export type Query<M extends Method, C> = Operation<M, Full<M, C>> extends { parameters: { query?: infer Q } } ? Q : never;
