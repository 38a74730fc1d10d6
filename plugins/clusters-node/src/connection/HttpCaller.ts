import type { Clock } from '@orrery/watch-cache';
import type { Dispatcher } from 'undici';
import { ClusterError } from '../ClusterError';
import type { CallOptions, RawResponse } from './ClusterConnection';
import { collectBody } from './collectBody';
import type { HttpTransport, TransportResponse } from './HttpTransport';
import { retryDelayMs } from './retryDelayMs';
import { toNetworkError } from './toNetworkError';
import { parseStatusBody, toStatusError } from './toStatusError';
import { withDeadline } from './withDeadline';

export interface Call extends CallOptions {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly what: string;
  /** Only for calls that change nothing. */
  readonly retry?: boolean;
  /** Default true. */
  readonly reauthenticate?: boolean;
}

export interface HttpCallerOptions {
  readonly clusterName: string;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly defaultTimeoutMs: number;
}

/** Whole calls: deadline, retries, body, and error answers as `ClusterError`. */
export class HttpCaller {
  readonly #options: HttpCallerOptions;

  constructor(options: HttpCallerOptions) {
    this.#options = options;
  }

  /** The answer to a call that succeeded; everything else rejects. */
  async call(call: Call): Promise<RawResponse> {
    return this.#withDeadline(call, signal => this.#attempt(call, signal));
  }

  /** The parsed JSON of a call that succeeded. */
  async callJson<T>(
    call: Call,
    parse: (value: unknown, response: RawResponse) => T,
  ): Promise<T> {
    const headers = { accept: 'application/json', ...call.headers };
    const response = await this.call({ ...call, headers });
    return this.parse(call.what, () =>
      parse(JSON.parse(response.body.toString('utf8')), response),
    );
  }

  /** The answer whatever its status. */
  async callRaw(call: Call): Promise<RawResponse> {
    return this.#withDeadline(call, signal => this.#send(call, signal));
  }

  /** Opens a stream: rejects unless the status is 200. `timeoutMs` counts until then; afterwards only the signal ends it. */
  async openStream(
    call: Call & { readonly signal: AbortSignal },
  ): Promise<TransportResponse> {
    const { clusterName, transport, defaultTimeoutMs } = this.#options;
    const stop = new AbortController();
    const abort = () => stop.abort(call.signal.reason);
    call.signal.throwIfAborted();
    call.signal.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(
      () => stop.abort(this.#timeout(call)),
      call.timeoutMs ?? defaultTimeoutMs,
    );
    try {
      const response = await transport.send({
        ...call,
        signal: stop.signal,
        purpose: 'stream',
        reauthenticate: call.reauthenticate ?? true,
      });
      response.body.once('close', () =>
        call.signal.removeEventListener('abort', abort),
      );
      // A stream may break after its reader left; the reader's own iteration reports what it still hears.
      response.body.on('error', () => {});
      if (response.status === 200) return response;
      const body = await collectBody(response);
      throw this.#statusError(call, response, body);
    } catch (error) {
      call.signal.removeEventListener('abort', abort);
      if (stop.signal.aborted) throw stop.signal.reason;
      throw toNetworkError(clusterName, call.what, error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs a parser; what it throws becomes a `malformed` error. */
  parse<T>(what: string, run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof ClusterError) throw error;
      const { clusterName } = this.#options;
      const cause = error instanceof Error ? error.message : String(error);
      throw new ClusterError(
        `cluster ${clusterName}: ${what}: the answer is not what the Kubernetes API sends: ${cause.slice(
          0,
          200,
        )}`,
        { code: 'malformed', clusterName },
      );
    }
  }

  async #attempt(call: Call, signal: AbortSignal): Promise<RawResponse> {
    const { clock, random } = this.#options;
    const deadlineMs = clock.nowMs() + this.#timeoutMs(call);
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.#send(call, signal);
        if (response.status >= 200 && response.status < 300) return response;
        throw this.#statusError(call, response, response.body);
      } catch (error) {
        if (!(error instanceof ClusterError) || !call.retry) throw error;
        const delayMs = retryDelayMs(error, attempt, random);
        if (delayMs === undefined) throw error;
        // Waiting past the deadline would only replace the real cause by a timeout.
        if (clock.nowMs() + delayMs >= deadlineMs) throw error;
        await clock.sleep(delayMs, signal);
      }
    }
  }

  async #send(call: Call, signal: AbortSignal): Promise<RawResponse> {
    const { clusterName, transport } = this.#options;
    const response = await transport.send({
      ...call,
      headers: { 'accept-encoding': 'gzip', ...call.headers },
      signal,
      purpose: 'call',
      reauthenticate: call.reauthenticate ?? true,
    });
    try {
      const body = await collectBody(response);
      return {
        status: response.status,
        headers: flatten(response.headers),
        body,
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw toNetworkError(clusterName, call.what, error);
    }
  }

  #withDeadline<T>(call: Call, run: (signal: AbortSignal) => Promise<T>) {
    return withDeadline(
      {
        signal: call.signal,
        timeoutMs: this.#timeoutMs(call),
        onTimeout: () => this.#timeout(call),
      },
      run,
    );
  }

  #timeoutMs(call: Call): number {
    return call.timeoutMs ?? this.#options.defaultTimeoutMs;
  }

  #timeout(call: Call): ClusterError {
    const { clusterName } = this.#options;
    return new ClusterError(
      `cluster ${clusterName}: ${call.what}: no answer within ${this.#timeoutMs(
        call,
      )} ms`,
      { code: 'timeout', clusterName },
    );
  }

  #statusError(
    call: Call,
    response: { status: number; headers: TransportResponse['headers'] },
    body: Buffer,
  ): ClusterError {
    const retryAfter = response.headers['retry-after'];
    return toStatusError({
      clusterName: this.#options.clusterName,
      what: call.what,
      status: response.status,
      body: statusBodyOf(body),
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
      nowMs: this.#options.clock.nowMs(),
    });
  }
}

function statusBodyOf(body: Buffer) {
  try {
    return parseStatusBody(JSON.parse(body.toString('utf8')));
  } catch {
    // Proxies answer with HTML or text; the status code then speaks for itself.
    return undefined;
  }
}

function flatten(
  headers: TransportResponse['headers'],
): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) {
      flat[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  return flat;
}
