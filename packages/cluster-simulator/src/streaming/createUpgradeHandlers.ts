import { createWebSocketStream } from 'ws';
import { parseKind } from '../controllers/TypedStore';
import type { Pod } from '../controllers/kinds/Pod';
import { chooseContainer } from '../resources/chooseContainer';
import type { UpgradeHandlers, UpgradeRequest } from '../server/ports';
import { StatusError } from '../status/StatusError';
import { acceptSpdy, pickStreamProtocol } from './acceptSpdy';
import { acceptWebSocket, pickSubprotocol } from './acceptWebSocket';
import type { RunCommand } from './CommandStreams';
import { forwardOverChannels } from './forwardOverChannels';
import { forwardOverSpdy, tunnelSpdy, type Connect } from './forwardOverSpdy';
import { parsePort } from './parsePort';
import type { PodProcesses } from './PodProcesses';
import { runOverSpdy } from './runOverSpdy';
import { runOverWebSocket } from './runOverWebSocket';
import { parseSessionStreams } from './SessionStreams';

const CHANNEL_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const SPDY_COMMAND_PROTOCOLS = ['v4.channel.k8s.io'];
const FORWARD_PROTOCOL = 'portforward.k8s.io';
const TUNNEL_PROTOCOL = `SPDY/3.1+${FORWARD_PROTOCOL}`;

/** Told of what is no answer to a client: a connection that broke during its handshake. */
export type OnBroken = (error: unknown) => void;

/**
 * The streaming subresources of pods, over each transport that clients speak: WebSocket channels (kubectl ≥ 1.30, client-node), SPDY
 * (older kubectl and its fallback), and for port-forward SPDY inside a WebSocket (kubectl ≥ 1.31).
 */
export function createUpgradeHandlers(
  processes: PodProcesses,
  onBroken: OnBroken,
): UpgradeHandlers {
  const session =
    (
      start: (
        pod: Pod,
        container: string,
        query: URLSearchParams,
      ) => RunCommand,
    ) =>
    (request: UpgradeRequest) => {
      const { query } = request;
      const pod = parseKind('pods', request.pod);
      const container = chooseContainer(pod, query.get('container') ?? '');
      processes.requireRunning(pod, container);
      serveCommand(request, start(pod, container, query)).catch(onBroken);
    };
  return {
    exec: session((pod, container, query) => {
      const command = query.getAll('command');
      if (command.length === 0)
        throw new StatusError(
          'BadRequest',
          'you must specify at least 1 command for the container',
        );
      return streams => processes.exec(pod, container, command, streams);
    }),
    attach: session(
      (pod, container) => streams => processes.attach(pod, container, streams),
    ),
    portforward: request => {
      const pod = parseKind('pods', request.pod);
      requireRunningPod(pod);
      serveForward(request, port => processes.connect(pod, port)).catch(
        onBroken,
      );
    },
  };
}

async function serveCommand(
  request: UpgradeRequest,
  run: RunCommand,
): Promise<void> {
  const wanted = parseSessionStreams(request.query);
  if (isWebSocket(request)) {
    const protocol = pickSubprotocol(request.request, CHANNEL_PROTOCOLS);
    if (!protocol) return refuse(request, CHANNEL_PROTOCOLS);
    const socket = await acceptWebSocket(request, protocol);
    return runOverWebSocket(socket, wanted, run);
  }
  const protocol = pickStreamProtocol(request.request, SPDY_COMMAND_PROTOCOLS);
  if (!protocol) return refuse(request, SPDY_COMMAND_PROTOCOLS);
  return runOverSpdy(request, protocol, wanted, run);
}

async function serveForward(
  request: UpgradeRequest,
  connect: Connect,
): Promise<void> {
  if (!isWebSocket(request)) {
    const protocol = pickStreamProtocol(request.request, [FORWARD_PROTOCOL]);
    if (!protocol) return refuse(request, [FORWARD_PROTOCOL]);
    acceptSpdy(request, protocol, forwardOverSpdy(connect).onStream, () => {});
    return undefined;
  }
  const wanted = [TUNNEL_PROTOCOL, ...CHANNEL_PROTOCOLS];
  const protocol = pickSubprotocol(request.request, wanted);
  if (!protocol) return refuse(request, wanted);
  if (protocol === TUNNEL_PROTOCOL) {
    const socket = await acceptWebSocket(request, protocol);
    tunnelSpdy(createWebSocketStream(socket), connect, () => socket.close());
    return undefined;
  }
  const ports = request.query.getAll('ports').flatMap(text => text.split(','));
  const socket = await acceptWebSocket(request, protocol);
  forwardOverChannels(socket, ports.map(parsePort), connect);
  return undefined;
}

function isWebSocket({ request }: UpgradeRequest): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket';
}

function refuse({ socket }: UpgradeRequest, wanted: readonly string[]): void {
  const text = `unable to upgrade: the server speaks ${wanted.join(', ')}`;
  socket.end(
    `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
  );
}

function requireRunningPod(pod: Pod): void {
  const phase = pod.status?.phase ?? 'Pending';
  if (phase !== 'Running')
    throw new StatusError(
      'BadRequest',
      `unable to forward port because pod is not running. Current status=${phase}`,
    );
}
