import createClient, { type Client } from "openapi-fetch";
import type {
  Content,
  ContentFacts,
  Event,
  ExplainRequest,
  Explanation,
  Filter,
  Item,
  ListedContent,
  Problem,
  RecallRequest,
  RecallResult,
  Receipt,
  SimilarRequest,
  SimilarResult,
  User,
  UserRecord,
  paths,
} from "./contract.js";

export type * from "./contract.js";

/** Settings of a client. */
export interface ClientSettings {
  /** API key or token of all requests (default: none). */
  key?: string;
  /** Maximum time until the head of a response arrives, in milliseconds (default: 10,000). */
  timeout?: number;
  /** Maximum number of repetitions of a call (default: 3). */
  retries?: number;
}

/** Options of a call. */
export interface CallOptions {
  /** Ends the call, which then rejects with the reason of the signal. */
  signal?: AbortSignal;
}

/** Order, conditions and facts of a list of contents. */
export interface ContentListOptions extends CallOptions {
  /** Order of the list (default: `popular`). */
  sort?: "popular" | "latest";
  /** Levels joined by `/`, or the name of one level. */
  category?: string;
  /** Scene whose conditions apply. */
  scene?: string;
  /** Conditions that every content satisfies. */
  filter?: Filter;
  /** Facts about each content, for example `title`. */
  include?: string[];
  /** Maximum number of contents of each response (default: 100). */
  limit?: number;
}

/** The operations of the contract by method and path. */
export type RecallApi = Client<paths>;

interface Reply {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** An error response of the service, or no response. */
export class RecallServiceError extends Error {
  override readonly name = "RecallServiceError";

  constructor(
    /** HTTP status; 0 if there was no response, or one that cannot be read. */
    readonly status: number,
    /** Error document, which names invalid fields; undefined if there was none. */
    readonly problem: Problem | undefined,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const REPEATED = [429, 503];
const FIRST_PAUSE = 100;

/**
 * Client of a recall service. A call without a response, and one with status 429 or 503, is repeated after the time of
 * `Retry-After`, or after a growing pause. Repeating is safe: writes of the service are idempotent, and an event without
 * id is identified by its fields. A pause longer than the timeout is not waited for. Every method rejects with a
 * {@link RecallServiceError} for an error response, and when the last attempt got none.
 *
 * The usual operations are methods of this class. {@link call} runs the others:
 * `client.call((api) => api.GET("/v1/generations"))`.
 */
export class RecallClient {
  private readonly baseUrl: string;
  private readonly headers: Record<string, string>;
  private readonly timeout: number;
  private readonly retries: number;

  /** Creates a client of the service at an address, for example `http://127.0.0.1:8080`. */
  constructor(address: string | URL, { key, timeout = 10_000, retries = 3 }: ClientSettings = {}) {
    this.baseUrl = new URL(address).href;
    this.headers = key === undefined ? {} : { Authorization: `Bearer ${key}` };
    this.timeout = timeout;
    this.retries = retries;
  }

  /** Recalls contents. */
  recall(request: RecallRequest, options?: CallOptions): Promise<RecallResult> {
    return this.call((api) => api.POST("/v1/recall", { body: request }), options);
  }

  /** Recalls contents for each request, in their order. */
  async recallBatch(requests: RecallRequest[], options?: CallOptions): Promise<RecallResult[]> {
    const body = { requests };
    return (await this.call((api) => api.POST("/v1/recall/batch", { body }), options)).answers;
  }

  /** Returns contents that are similar to contents, a text, a picture or a vector. */
  similar(request: SimilarRequest, options?: CallOptions): Promise<SimilarResult> {
    return this.call((api) => api.POST("/v1/similar", { body: request }), options);
  }

  /** Returns why a recall returns a content, or what removes it, for any recall: of a visitor, of a scene, filtered. */
  explain(request: ExplainRequest, options?: CallOptions): Promise<Explanation>;
  /** Returns why a recall returns a content to a user, or what removes it. */
  explain(user: string, content: string, options?: CallOptions): Promise<Explanation>;
  explain(request: ExplainRequest | string, content?: CallOptions | string, options?: CallOptions): Promise<Explanation> {
    return typeof request === "string"
      ? this.explain({ user_id: request, content_id: content as string }, options)
      : this.call((api) => api.POST("/v1/explain", { body: request }), content as CallOptions | undefined);
  }

  /** Posts events. They are stored when the promise resolves; the receipt lists the rejected ones. */
  postEvents(events: Event[], options?: CallOptions): Promise<Receipt> {
    return this.call((api) => api.POST("/v1/events", { body: events }), options);
  }

  /** Posts contents. The next recall can return them; the receipt lists the rejected ones. */
  postContents(contents: Content[], options?: CallOptions): Promise<Receipt> {
    return this.call((api) => api.POST("/v1/contents", { body: contents }), options);
  }

  /** Posts items. The receipt lists the rejected ones. */
  postItems(items: Item[], options?: CallOptions): Promise<Receipt> {
    return this.call((api) => api.POST("/v1/items", { body: items }), options);
  }

  /** Posts users with their preferences. The receipt lists the rejected ones. */
  postUsers(records: UserRecord[], options?: CallOptions): Promise<Receipt> {
    return this.call((api) => api.POST("/v1/users", { body: records }), options);
  }

  /** Returns the contents that can be recalled, and reads them page by page. */
  async *contents({ sort, category, scene, filter, include, limit, signal }: ContentListOptions = {}): AsyncGenerator<ListedContent> {
    let cursor: string | undefined;
    do {
      const query = { sort, category, scene, filter: filter && JSON.stringify(filter), include: include?.join(), limit, cursor };
      const page = await this.call((api) => api.GET("/v1/contents", { params: { query } }), { signal });
      yield* page.contents;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }

  /** Returns the facts about a content. */
  content(id: string, options?: CallOptions): Promise<ContentFacts> {
    const params = { path: { content_id: id } };
    return this.call((api) => api.GET("/v1/contents/{content_id}", { params }), options);
  }

  /**
   * Changes some fields of a content. The others stay, and null removes a field. Returns the number for `min_seq` of a
   * recall that must see the change.
   */
  async patchContent(id: string, patch: Record<string, unknown>, options?: CallOptions): Promise<number> {
    const params = { path: { content_id: id } };
    return (await this.call((api) => api.PATCH("/v1/contents/{content_id}", { params, body: patch }), options)).seq;
  }

  /** Changes some fields of an item, as {@link patchContent}. */
  async patchItem(id: string, patch: Record<string, unknown>, options?: CallOptions): Promise<number> {
    const params = { path: { item_id: id } };
    return (await this.call((api) => api.PATCH("/v1/items/{item_id}", { params, body: patch }), options)).seq;
  }

  /** Changes some fields of a user's profile and preferences, as {@link patchContent}. */
  async patchUser(id: string, patch: Record<string, unknown>, options?: CallOptions): Promise<number> {
    const params = { path: { user_id: id } };
    return (await this.call((api) => api.PATCH("/v1/users/{user_id}", { params, body: patch }), options)).seq;
  }

  /** Withdraws a content. A later post of its record restores it, unless `hold` keeps it withdrawn. */
  async deleteContent(id: string, { hold, signal }: CallOptions & { hold?: boolean } = {}): Promise<void> {
    const params = { path: { content_id: id }, query: { hold } };
    await this.call((api) => api.DELETE("/v1/contents/{content_id}", { params }), { signal });
  }

  /** Lifts the hold of a content, if there is one. */
  async releaseContent(id: string, options?: CallOptions): Promise<void> {
    const params = { path: { content_id: id } };
    await this.call((api) => api.DELETE("/v1/contents/{content_id}/hold", { params }), options);
  }

  /** Returns the record, the interests and the recent events of a user. */
  user(id: string, options?: CallOptions): Promise<User> {
    const params = { path: { user_id: id } };
    return this.call((api) => api.GET("/v1/users/{user_id}", { params }), options);
  }

  /** Deletes a user with all events. Does nothing if the user is unknown. */
  async deleteUser(id: string, options?: CallOptions): Promise<void> {
    const params = { path: { user_id: id } };
    await this.call((api) => api.DELETE("/v1/users/{user_id}", { params }), options);
  }

  /** Runs an operation of the contract, with repetitions. */
  async call<R extends Reply>(
    operation: (api: RecallApi) => Promise<R>,
    { signal }: CallOptions = {},
  ): Promise<Exclude<R["data"], undefined>> {
    const api = createClient<paths>({
      baseUrl: this.baseUrl,
      headers: this.headers,
      signal: signal ?? null,
      fetch: (request) => fetchInTime(request, this.timeout),
    });
    for (let attempt = 0; ; attempt++) {
      let reply: R | undefined;
      let failure: RecallServiceError;
      let pause = FIRST_PAUSE * 2 ** Math.min(attempt, 10);
      try {
        reply = await operation(api);
        if (reply.response.ok) {
          return reply.data as Exclude<R["data"], undefined>;
        }
        failure = failureOf(reply);
        const seconds = reply.response.headers.get("Retry-After") ?? "";
        pause = /^\d{1,9}$/.test(seconds) ? Number(seconds) * 1000 : pause;
      } catch (cause) {
        signal?.throwIfAborted();
        if (cause instanceof SyntaxError) {
          throw new RecallServiceError(0, undefined, `the response cannot be read: ${cause}`, { cause });
        }
        failure = new RecallServiceError(0, undefined, `no response: ${reason(cause)}`, { cause });
      }
      const repeated = reply === undefined || REPEATED.includes(failure.status);
      if (!repeated || attempt >= this.retries || pause > this.timeout) {
        throw failure;
      }
      await sleep(pause, signal);
    }
  }
}

/** Sends a request. Ends it if the head of the response is not there in time; the body may take longer. */
async function fetchInTime(request: Request, timeout: number): Promise<Response> {
  const late = new AbortController();
  // A timer of 2^31 milliseconds or more would run at once.
  const timer = timeout >= 2 ** 31 ? undefined : setTimeout(() => late.abort(new DOMException(`none after ${timeout} ms`, "TimeoutError")), timeout);
  try {
    return await fetch(request, { signal: AbortSignal.any([request.signal, late.signal]) });
  } finally {
    clearTimeout(timer);
  }
}

/** Network errors have a `TypeError` whose cause says more. */
function reason(error: unknown): string {
  return error instanceof TypeError && error.cause !== undefined ? String(error.cause) : String(error);
}

function failureOf({ error, response }: Reply): RecallServiceError {
  const problem = isProblem(error) ? error : undefined;
  const message = problem
    ? `${response.status} ${problem.title}: ${problem.detail ?? ""}`
    : `${response.status} ${typeof error === "string" ? error : error === undefined ? response.statusText : JSON.stringify(error)}`;
  return new RecallServiceError(response.status, problem, message);
}

/** A proxy in between replies with other documents. */
function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "title" in error && "request_id" in error;
}

function sleep(pause: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, pause);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
