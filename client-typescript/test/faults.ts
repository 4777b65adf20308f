import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { url } from "./service.js";

/** A response of the proxy instead of that of the service. */
export type Fault = (request: IncomingMessage, response: ServerResponse, forward: () => Promise<Response>) => void;

/** A proxy in front of the service. The first requests meet the given faults, one each; it forwards the others. */
export class FaultyProxy implements AsyncDisposable {
  readonly bodies: string[] = [];
  private readonly server = createServer((request, response) => void this.handle(request, response));

  private constructor(private readonly faults: Fault[]) {}

  static async start(...faults: Fault[]): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(faults);
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    this.bodies.push(body);
    const forward = () =>
      fetch(new URL(request.url ?? "/", url), {
        method: request.method ?? "GET",
        headers: {
          authorization: request.headers.authorization ?? "",
          "content-type": request.headers["content-type"] ?? "application/json",
        },
        body: body || null,
      });
    const fault = this.faults.shift();
    if (fault) {
      fault(request, response, forward);
      return;
    }
    const reply = await forward();
    response.writeHead(reply.status, { "content-type": reply.headers.get("content-type") ?? "text/plain" });
    response.end(Buffer.from(await reply.arrayBuffer()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const PROBLEM = { type: "about:blank", title: "Service Unavailable", status: 503, detail: "busy", request_id: "r" };

/** 503 with a pause in seconds. */
export const overloaded = (pause: number): Fault => (_, response) =>
  response.writeHead(503, { "retry-after": `${pause}`, "content-type": "application/problem+json" }).end(JSON.stringify(PROBLEM));

/** The service handles the request, but its response gets lost. */
export const lost: Fault = (request, _, forward) => void forward().then(() => request.socket.destroy());

/** No response, and an open connection. */
export const silent: Fault = () => undefined;

/** A response with a status and a body. */
export const reply = (status: number, body: string): Fault => (_, response) => response.writeHead(status).end(body);
