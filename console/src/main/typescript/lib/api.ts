/** Calls of the service's HTTP interface, as its contract describes them, and the API key that they send. */
import type {FieldProblem, paths, Problem} from 'contract';

const KEY = 'graph-recall.api-key';

/** Path of the readiness and the clock of the service. */
export const READY = '/readyz';

/** Event of a call that the service did not answer, or answered with status 503. */
export const UNAVAILABLE = 'service-unavailable';

type Method = 'get' | 'post' | 'delete';
/** Paths of the contract that have a method. */
type PathWith<M extends Method> = {[P in keyof paths]: [NonNullable<paths[P][M]>] extends [never] ? never : P}[keyof paths];
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type Part<T, K extends string> = T extends {[key in K]?: infer V} ? ([NonNullable<V>] extends [never] ? unknown : NonNullable<V>) : unknown;
/** Parameters of an operation in its path and its query. */
type Parameters<O> = O extends {parameters: infer T} ? Part<T, 'path'> & Part<T, 'query'> : never;
type Json<T> = T extends {content: {'application/json': infer V}} ? V : never;
type Body<O> = O extends {requestBody?: infer T} ? ([NonNullable<T>] extends [never] ? undefined : Json<NonNullable<T>>) : never;
type Result<O> = O extends {responses: infer T} ? Json<T[keyof T]> : never;

/** A response that reports a problem (RFC 9457), or none at all (status 0). */
export class ApiError extends Error {
  constructor(readonly status: number, message: string, readonly errors: FieldProblem[] = [], readonly requestId = '') {
    super(message);
  }
}

/** Returns the API key of this browser tab, or an empty string. */
export const apiKey = () => sessionStorage.getItem(KEY) ?? '';

/** Sets the API key of this browser tab; an empty one removes it. */
export function setApiKey(key: string) {
  if (key) {
    sessionStorage.setItem(KEY, key);
  } else {
    sessionStorage.removeItem(KEY);
  }
}

/** Returns the address of an operation: parameters that the path does not name are its query. */
function addressOf(path: string, parameters: object) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (path.includes(`{${name}}`)) {
      path = path.replace(`{${name}}`, () => encodeURIComponent(String(value)));
    } else if (value !== undefined) {
      query.set(name, String(value));
    }
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/**
 * Sends a request and returns the response.
 *
 * @throws {ApiError} unless the status is 2xx
 */
export async function send<M extends Method, P extends PathWith<M>>(method: M, path: P, parameters: Parameters<Operation<P, M>>,
    options: RequestInit = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  if (apiKey()) {
    headers.set('X-API-Key', apiKey());
  }
  const report = (status: number) => [0, 503].includes(status) && path !== READY && dispatchEvent(new Event(UNAVAILABLE));
  let response;
  try {
    response = await fetch(addressOf(path, Object(parameters)), {...options, method: method.toUpperCase(), headers, cache: 'no-store'});
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    report(0);
    throw new ApiError(0, '');
  }
  if (!response.ok) {
    report(response.status);
    const problem: Partial<Problem> = await response.json().catch(() => ({}));
    throw new ApiError(response.status, problem.detail ?? problem.title ?? response.statusText, problem.errors, problem.request_id);
  }
  return response;
}

/** Returns the JSON of a GET. @throws {ApiError} unless the status is 2xx */
export const get = async <P extends PathWith<'get'>>(path: P, parameters: Parameters<Operation<P, 'get'>>,
    signal?: AbortSignal): Promise<Result<Operation<P, 'get'>>> => (await send('get', path, parameters, {signal})).json();

/** Returns the JSON of a POST of JSON. @throws {ApiError} unless the status is 2xx */
export const post = async <P extends PathWith<'post'>>(path: P, parameters: Parameters<Operation<P, 'post'>>,
    body: Body<Operation<P, 'post'>>, signal?: AbortSignal): Promise<Result<Operation<P, 'post'>>> =>
  (await send('post', path, parameters, {
    signal, headers: {'Content-Type': 'application/json'}, body: body === undefined ? undefined : JSON.stringify(body),
  })).json();
