// @ts-check
/** Calls of the service's HTTP interface, and the API key that they send. */

const KEY = 'graph-recall.api-key';

/** Path of the readiness and the clock of the service. */
export const READY = '/readyz';

/** Event of a call that the service did not answer, or answered with status 503. */
export const UNAVAILABLE = 'service-unavailable';

/** A response that reports a problem (RFC 9457), or none at all (status 0). */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {{pointer: string, detail: string}[]} [errors] invalid fields
   * @param {string} [requestId]
   */
  constructor(status, message, errors = [], requestId = '') {
    super(message);
    this.status = status;
    this.errors = errors;
    this.requestId = requestId;
  }
}

/** Returns the API key of this browser tab, or an empty string. */
export const apiKey = () => sessionStorage.getItem(KEY) ?? '';

/** @param {string} key an empty one removes it */
export function setApiKey(key) {
  if (key) {
    sessionStorage.setItem(KEY, key);
  } else {
    sessionStorage.removeItem(KEY);
  }
}

/**
 * Sends a request and returns the response.
 *
 * @param {string} path absolute path, percent-encoded
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 * @throws {ApiError} unless the status is 2xx
 */
export async function send(path, options = {}) {
  const headers = new Headers(options.headers);
  if (apiKey()) {
    headers.set('X-API-Key', apiKey());
  }
  const report = status => [0, 503].includes(status) && path !== READY && dispatchEvent(new Event(UNAVAILABLE));
  let response;
  try {
    response = await fetch(path, {...options, headers, cache: 'no-store'});
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    report(0);
    throw new ApiError(0, '');
  }
  if (!response.ok) {
    report(response.status);
    const problem = await response.json().catch(() => ({}));
    throw new ApiError(response.status, problem.detail ?? problem.title ?? response.statusText, problem.errors,
        problem.request_id);
  }
  return response;
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
export const get = async (path, signal) => (await send(path, {signal})).json();

/**
 * @param {string} path
 * @param {unknown} [body] sent as JSON
 * @param {AbortSignal} [signal]
 */
export const post = async (path, body, signal) => (await send(path, {
  method: 'POST', signal,
  headers: {'Content-Type': 'application/json'},
  body: body === undefined ? undefined : JSON.stringify(body),
})).json();

/** Returns the path of a content. @param {string} id */
export const contentPath = id => `/v1/contents/${encodeURIComponent(id)}`;

/** Returns the path of a user. @param {string} id */
export const userPath = id => `/v1/users/${encodeURIComponent(id)}`;
