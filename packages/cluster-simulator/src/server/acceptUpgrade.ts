import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { StatusError } from '../status/StatusError';
import { notFound, unknownPath } from '../status/statusErrors';
import type { ApiContext } from './ApiContext';
import { identify } from './handleRequest';
import type { UpgradeHandlers } from './ports';

/** Hands a connection over to the handler of its subresource, once its user may; else answers with a Status. */
export function acceptUpgrade(
  context: ApiContext,
  handlers: UpgradeHandlers,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  try {
    const { info, query, user } = identify(context, request);
    const isPod =
      info.kind === 'resource' && info.resource === 'pods' && info.group === '';
    if (!isPod || info.name === undefined || info.subresource === undefined)
      throw unknownPath();
    const handler = handlers[info.subresource];
    if (!handler) throw unknownPath();
    const pod = context.store.get('pods', info.namespace, info.name);
    if (!pod) throw notFound({ plural: 'pods', group: '' }, info.name);
    handler({ request, socket, head, user, pod, query });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    refuse(
      socket,
      error instanceof StatusError
        ? error
        : new StatusError('InternalError', message),
    );
  }
}

function refuse(socket: Duplex, error: StatusError): void {
  const body = JSON.stringify(error.toStatus());
  socket.end(
    `HTTP/1.1 ${error.code} ${
      STATUS_CODES[error.code]
    }\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(
        body,
      )}\r\nConnection: close\r\n\r\n${body}`,
  );
}
