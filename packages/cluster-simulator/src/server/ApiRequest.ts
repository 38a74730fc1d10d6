import type { IncomingHttpHeaders } from 'node:http';
import type { UserInfo } from '../rbac/UserInfo';
import type { RequestInfo } from './parseRequestInfo';

/** A request after authentication; nothing of HTTP but its words. */
export interface ApiRequest {
  readonly method: string;
  readonly info: RequestInfo;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly user: UserInfo;
  /** The body as JSON, whatever its encoding; undefined when empty. */
  readonly body: unknown;
  /** Aborts when the client goes away or the server closes. */
  readonly signal: AbortSignal;
}
