import type { IncomingHttpHeaders } from 'node:http';
import { request as send, type Dispatcher } from 'undici';
import type { ClusterTls } from '../cluster/ClusterEntry';
import { ClusterError } from '../ClusterError';
import type {
  Credential,
  CredentialSource,
} from '../credentials/CredentialSource';
import { FileContent } from '../credentials/FileContent';
import type { AgentPool, ConnectionPurpose } from './AgentPool';
import { impersonationHeaders } from './impersonationHeaders';
import type { Viewer } from './KindRef';
import { toNetworkError } from './toNetworkError';

export interface TransportRequest {
  readonly method: Dispatcher.HttpMethod;
  /** Path and query below the cluster's URL. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal: AbortSignal;
  readonly viewer?: Viewer;
  readonly purpose: ConnectionPurpose;
  /** For messages: `list pods in shop`. */
  readonly what: string;
  /** Sign in anew and send once more on a 401; the server did not execute it. */
  readonly reauthenticate: boolean;
}

export interface TransportResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Must be read to the end or destroyed. */
  readonly body: Dispatcher.ResponseData['body'];
}

export interface HttpTransportOptions {
  readonly clusterName: string;
  readonly url: string;
  readonly tls?: ClusterTls;
  readonly credentials: CredentialSource;
  readonly agents: AgentPool;
  /** Called whenever the API server answered something. */
  readonly onAnswer?: (status: number) => void;
  /** Called when a request got no answer, other than by its caller's abort. */
  readonly onFault?: () => void;
}

/** Sends single requests to one cluster with its credential and TLS identity. Statuses are left to the caller. */
export class HttpTransport {
  readonly #options: HttpTransportOptions;
  readonly #baseUrl: string;
  readonly #caFile?: FileContent;

  constructor(options: HttpTransportOptions) {
    this.#options = options;
    this.#baseUrl = options.url.replace(/\/+$/, '');
    const { ca, caFile } = options.tls ?? {};
    if (ca === undefined && caFile !== undefined) {
      this.#caFile = new FileContent(caFile);
    }
  }

  /** Rejects with a `ClusterError` when there is no answer, or with the signal's reason. */
  async send(request: TransportRequest): Promise<TransportResponse> {
    const first = await this.#sendOnce(request);
    if (first.status !== 401 || !request.reauthenticate) return first;
    await first.body.dump();
    this.#options.credentials.invalidate();
    return this.#sendOnce(request);
  }

  async #sendOnce(request: TransportRequest): Promise<TransportResponse> {
    const { signal, what } = request;
    const { clusterName, onAnswer, onFault } = this.#options;
    const credential = await this.#signIn(request);
    const ca = await this.#certificateAuthority(what);
    try {
      const { serverName, skipVerify } = this.#options.tls ?? {};
      const { statusCode, headers, body } = await send(
        this.#baseUrl + request.path,
        {
          method: request.method,
          headers: headersOf(request, credential),
          body: request.body,
          signal,
          dispatcher: this.#options.agents.agentFor(request.purpose, {
            ca,
            cert: credential.cert,
            key: credential.key,
            serverName,
            skipVerify,
          }),
        },
      );
      onAnswer?.(statusCode);
      return { status: statusCode, headers, body };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      onFault?.();
      throw toNetworkError(clusterName, what, error);
    }
  }

  async #signIn(request: TransportRequest): Promise<Credential> {
    const { clusterName, credentials } = this.#options;
    try {
      return await credentials.current(request.viewer, request.signal);
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      if (error instanceof ClusterError) throw error;
      const cause = error instanceof Error ? error.message : String(error);
      throw new ClusterError(
        `cluster ${clusterName}: ${request.what}: sign-in failed: ${cause}`,
        { code: 'unauthorized', clusterName, cause: error },
      );
    }
  }

  async #certificateAuthority(what: string): Promise<string | undefined> {
    const { clusterName, tls } = this.#options;
    if (this.#caFile === undefined) return tls?.ca;
    try {
      return await this.#caFile.read();
    } catch (error) {
      throw new ClusterError(
        `cluster ${clusterName}: ${what}: cannot read the CA file ${tls?.caFile}`,
        { code: 'unreachable', clusterName, reason: 'CAFile', cause: error },
      );
    }
  }
}

function headersOf(
  request: TransportRequest,
  credential: Credential,
): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {
    'user-agent': 'orrery',
    ...request.headers,
  };
  const impersonate = request.viewer?.impersonate;
  const identity = impersonate
    ? { ...ownHeaders(credential), ...impersonationHeaders(impersonate) }
    : credential.headers;
  for (const [name, value] of Object.entries(identity)) {
    headers[name] = typeof value === 'string' ? value : [...value];
  }
  return headers;
}

/** Without the impersonation that the cluster's own entry asks for: the viewer's replaces it as a whole. */
function ownHeaders(credential: Credential): Credential['headers'] {
  return Object.fromEntries(
    Object.entries(credential.headers).filter(
      ([name]) => !name.startsWith('impersonate-'),
    ),
  );
}
