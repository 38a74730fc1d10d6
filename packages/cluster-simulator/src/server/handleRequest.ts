import type { IncomingMessage, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import { setTimeout as delay } from 'node:timers/promises';
import { impersonate } from '../authn/impersonate';
import type { FailureCode } from '../faults/FaultInjector';
import { denial } from '../rbac/describeDenial';
import type { UserInfo } from '../rbac/UserInfo';
import {
  handleResource,
  includeObjectOf,
} from '../resources/handlers/handleResource';
import { StatusError } from '../status/StatusError';
import type { ApiAnswer } from './ApiAnswer';
import type { ApiContext } from './ApiContext';
import { handlePath } from './handlePath';
import { accessOf, parseRequestInfo, RequestInfo } from './parseRequestInfo';
import { readBody } from './readBody';
import { writeAnswer, writeStatus } from './writeAnswer';

/** One request from the first byte to the last: faults, identity, authorisation, handler, answer. Never rejects. */
export async function handleRequest(
  context: ApiContext,
  request: IncomingMessage,
  response: ServerResponse,
  onUnexpected: (error: unknown) => void,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    await suffer(context, request, gone.signal);
    const { info, query, user } = identify(context, request);
    const answer = await answerTo(
      context,
      request,
      info,
      query,
      user,
      gone.signal,
    );
    await writeAnswer(request, response, answer, {
      nowMs: context.store.clock.nowMs(),
      includeObject: includeObjectOf(query),
    });
  } catch (error) {
    if (gone.signal.aborted) return;
    if (error instanceof StatusError) {
      writeStatus(response, error);
      return;
    }
    onUnexpected(error);
    const message = error instanceof Error ? error.message : String(error);
    writeStatus(
      response,
      new StatusError('InternalError', `Internal error occurred: ${message}`),
    );
  }
}

/** Who asks for what; also for connections that will be upgraded. */
export function identify(
  context: ApiContext,
  request: IncomingMessage,
): {
  readonly info: RequestInfo;
  readonly query: URLSearchParams;
  readonly user: UserInfo;
} {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const info = parseRequestInfo(
    request.method ?? 'GET',
    url.pathname,
    url.searchParams,
  );
  if (context.faults.find('unauthorized'))
    throw new StatusError('Unauthorized', 'Unauthorized');
  const caller = context.authenticator.authenticate({
    authorization: request.headers.authorization,
    certificate: certificateOf(request.socket),
  });
  const user = impersonate(caller, request.headers, context.authorizer);
  const access = accessOf(info);
  if (context.authorizer.allow(user, access) === undefined)
    throw denial(user, access);
  return { info, query: url.searchParams, user };
}

async function answerTo(
  context: ApiContext,
  request: IncomingMessage,
  info: RequestInfo,
  query: URLSearchParams,
  user: UserInfo,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const method = request.method ?? 'GET';
  const body =
    method === 'GET' || method === 'HEAD' ? undefined : await readBody(request);
  const apiRequest = {
    method,
    info,
    query,
    headers: request.headers,
    user,
    body,
    signal,
  };
  return info.kind === 'path'
    ? handlePath(context, info.path, apiRequest)
    : handleResource(context, info, apiRequest);
}

async function suffer(
  { faults }: ApiContext,
  request: IncomingMessage,
  signal: AbortSignal,
): Promise<void> {
  const slow = faults.find('slow');
  if (slow) await delay(slow.latencyMs, undefined, { signal });
  const isExempt = /^\/(healthz|livez|readyz|version)\b/.test(
    request.url ?? '',
  );
  if (isExempt) return;
  const failure = faults.find('fail');
  if (failure) throw failureOf(failure.code);
  const retryAfterSeconds = faults.throttleNext();
  if (retryAfterSeconds === undefined) return;
  throw new StatusError(
    'TooManyRequests',
    'Too many requests, please try again later.',
    {
      details: { retryAfterSeconds },
    },
  );
}

function failureOf(code: FailureCode): StatusError {
  switch (code) {
    case 403:
      return new StatusError('Forbidden', 'forbidden: told to fail');
    case 404:
      return new StatusError('NotFound', 'the server could not find it');
    case 500:
      return new StatusError('InternalError', 'internal error: told to fail');
    case 503:
      return new StatusError('ServiceUnavailable', 'told to fail');
    default:
      return code satisfies never;
  }
}

function certificateOf(socket: unknown) {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const { subject } = socket.getPeerCertificate();
  if (!subject?.CN) return undefined;
  const organizations: unknown = subject.O ?? [];
  return {
    commonName: String(subject.CN),
    organizations: Array.isArray(organizations)
      ? organizations.map(String)
      : [String(organizations)],
  };
}
