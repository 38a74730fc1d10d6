import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer, Server } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAdmission } from '../admission/createAdmission';
import { Authenticator } from '../authn/Authenticator';
import { serveCustomResources } from '../custom-resources/serveCustomResources';
import type { FaultInjector } from '../faults/FaultInjector';
import { closeServer } from '../loopback/closeServer';
import { listenOnLoopback } from '../loopback/listenOnLoopback';
import builtInSchemas from '../openapi/builtInSchemas.json';
import { createSchemaCatalog } from '../openapi/SchemaCatalog';
import { Authorizer } from '../rbac/Authorizer';
import type { UserInfo } from '../rbac/UserInfo';
import { builtInResources } from '../resources/builtInResources';
import { ListSnapshots } from '../resources/ListSnapshots';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import type { ClusterStore } from '../store/ClusterStore';
import {
  ClusterCertificates,
  createClusterCertificates,
} from '../tls/createClusterCertificates';
import type { ApiContext } from './ApiContext';
import { acceptUpgrade } from './acceptUpgrade';
import { handleRequest } from './handleRequest';
import type { LogSource, MetricsSource, UpgradeHandlers } from './ports';
import { seedBootstrapObjects } from './seedBootstrapObjects';
import { toKubeconfig } from './toKubeconfig';

/** The open sockets of a server, so that they can be broken. */
class Connections {
  readonly #sockets = new Set<Socket>();
  resetsNew = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      if (this.resetsNew) {
        socket.resetAndDestroy();
        return;
      }
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  destroy(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}

export interface ApiServerOptions {
  readonly store: ClusterStore;
  /** Of the cluster, its contexts and its certificates. */
  readonly name: string;
  /** 0 chooses a free one. */
  readonly port?: number;
  readonly faults: FaultInjector;
  readonly metrics: MetricsSource;
  readonly logs: LogSource;
  /** Chooses what the server says it is: `{ minor: '32' }` is v1.32.0. */
  readonly version?: { readonly minor: string };
  /** Made afresh when missing. */
  readonly tls?: ClusterCertificates;
  /** Bearer tokens besides the viewer's. */
  readonly tokens?: ReadonlyMap<string, UserInfo>;
  /** Streaming subresources of pods: `exec`, `attach`, `portforward`. */
  readonly upgrades?: UpgradeHandlers;
  /** The kinds to serve; the built-in ones when missing. May be extended while the server runs. */
  readonly registry?: ResourceRegistry;
  readonly bookmarkIntervalMs?: number;
  /** Told of errors that are no API answer: bugs. The client gets a 500. */
  readonly onUnexpected?: (error: unknown) => void;
}

export interface ApiServer {
  readonly url: string;
  readonly kubeconfig: string;
  readonly caPem: string;
  /** What the handlers of its requests work with, for requests within the process. */
  readonly context: ApiContext;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Serves one cluster's store as a Kubernetes API over HTTPS on the loopback interface. */
export async function startApiServer(
  options: ApiServerOptions,
): Promise<ApiServer> {
  const {
    store,
    name,
    faults,
    port = 0,
    onUnexpected = () => {},
    upgrades = {},
  } = options;
  const certificates = options.tls ?? createClusterCertificates(name);
  const viewerToken = `viewer-${randomBytes(16).toString('hex')}`;
  const tokens = new Map<string, UserInfo>([
    ...(options.tokens ?? []),
    [
      viewerToken,
      {
        username: 'viewer',
        groups: ['orrery:viewers', 'system:authenticated'],
      },
    ],
  ]);
  seedBootstrapObjects(store);
  const minor = options.version?.minor ?? '32';
  const context: ApiContext = {
    name,
    store,
    faults,
    metrics: options.metrics,
    logs: options.logs,
    registry: options.registry ?? new ResourceRegistry(builtInResources()),
    catalog: createSchemaCatalog(builtInSchemas),
    admission: createAdmission(store),
    authenticator: new Authenticator({
      store,
      tokens,
      signingKey: randomBytes(32),
    }),
    authorizer: new Authorizer(store),
    snapshots: new ListSnapshots({ nowMs: () => performance.now() }),
    version: { major: '1', minor, gitVersion: `v1.${minor}.0` },
    bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
  };
  const server = createServer(
    {
      key: certificates.serverKeyPem,
      cert: certificates.serverCertificatePem,
      ca: certificates.caPem,
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      keepAliveTimeout: 90_000,
      noDelay: true,
    },
    (request, response) =>
      void handleRequest(context, request, response, onUnexpected),
  );
  server.on(
    'upgrade',
    (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      acceptUpgrade(context, upgrades, request, socket, head),
  );
  const connections = new Connections(server);
  const bound = await listenOnLoopback(server, port);
  const url = `https://127.0.0.1:${bound}`;
  const customResources = serveCustomResources({
    store,
    registry: context.registry,
    reportError: onUnexpected,
  });
  const outage = followOutage(server, connections, bound, faults, onUnexpected);

  return {
    url,
    kubeconfig: toKubeconfig({ name, url, certificates, viewerToken }),
    caPem: certificates.caPem,
    context,
    async close() {
      customResources.dispose();
      context.admission.dispose();
      await outage.dispose();
      connections.destroy();
      await closeServer(server);
    },
  };
}

/** While the fault `down` is set: `refuse` closes the port, `reset` breaks every connection at once. */
function followOutage(
  server: Server,
  connections: Connections,
  port: number,
  faults: FaultInjector,
  onUnexpected: (error: unknown) => void,
): { dispose(): Promise<void> } {
  let work = Promise.resolve();
  const follow = () => {
    work = work
      .then(async () => {
        const down = faults.find('down');
        connections.resetsNew = down?.how === 'reset';
        if (down) connections.destroy();
        if (down?.how === 'refuse') await closeServer(server);
        else if (!server.listening) await listenOnLoopback(server, port);
      })
      .catch(onUnexpected);
  };
  const unsubscribe = faults.subscribe(follow);
  return {
    dispose() {
      unsubscribe();
      return work;
    },
  };
}
