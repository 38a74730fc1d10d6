import type {
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  clustersObjectReadPermission,
  type LiveRow,
} from '@orrery/backstage-plugin-clusters-common';
import type { LiveQueries } from '@orrery/watch-cache';
import express, { type Request } from 'express';
import Router from 'express-promise-router';
import { type Caller, toCaller } from './access/Caller';
import { clusterTokensOf } from './access/clusterTokensOf';
import { ClustersError } from './errors/ClustersError';
import { errorMiddleware } from './errors/errorMiddleware';
import type { LiveSessions } from './live/createLiveSessions';
import type { LiveServices } from './live/LiveServices';
import { NDJSON_SUBSCRIPTION, streamNdjson } from './live/streamNdjson';
import type { SocketTransport } from './live/createSocketTransport';
import type { ObjectAudit } from './objects/createObjectAudit';
import type { ObjectServices } from './objects/ObjectServices';
import { readEvents } from './objects/readEvents';
import { readObject } from './objects/readObject';
import { readObjectPage } from './objects/readObjectPage';
import { readOwners } from './objects/readOwners';
import { deleteObject, patchObject } from './objects/writeObject';
import { createOpenApiDocument } from './openapi/createOpenApiDocument';
import {
  type ClusterServices,
  readCluster,
  readClusters,
  readKinds,
} from './registry/readClusters';
import { abortSignalOf } from './request/abortSignalOf';
import {
  parseDryRun,
  parseMergePatch,
  parseObjectAddress,
  parsePageQuery,
  parseStreamQuery,
} from './request/parseRequest';

export interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly readiness: () => 'ready' | 'starting' | 'stopping';
  readonly clusters: ClusterServices;
  readonly objects: ObjectServices;
  readonly live: LiveServices;
  /** For pages: computations that do not linger. */
  readonly pageQueries: LiveQueries<LiveRow>;
  readonly sessions: LiveSessions;
  readonly socket: SocketTransport;
  readonly audit: ObjectAudit;
}

const OBJECT = '/v1/clusters/:cluster/objects/:kind/:name';
const MAX_BODY = '1mb';

/** Routes of `/api/clusters`; what each does is in its own module. */
export function createRouter(options: RouterOptions): express.Router {
  const { clusters, objects, live, sessions, socket, audit } = options;
  const router = Router();
  const document = createOpenApiDocument();

  router.use(socket.attach);
  router.use('/socket', socket.handle);
  router.use(
    express.json({
      type: ['application/json', 'application/merge-patch+json'],
      limit: MAX_BODY,
    }),
  );

  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/health/ready', (_request, response) => {
    const status = options.readiness();
    response.status(status === 'ready' ? 200 : 503).json({ status });
  });
  router.get('/v1/openapi.json', (_request, response) => {
    response.json(document);
  });

  router.get('/v1/clusters', async (request, response) => {
    response.json(await readClusters(clusters, await callerOf(request)));
  });
  router.get('/v1/clusters/:cluster', async (request, response) => {
    const caller = await callerOf(request);
    response.json(await readCluster(clusters, caller, request.params.cluster));
  });
  router.get('/v1/clusters/:cluster/kinds', async (request, response) => {
    const caller = await callerOf(request);
    const signal = abortSignalOf(response);
    response.json(
      await readKinds(clusters, caller, request.params.cluster, signal),
    );
  });

  router.get('/v1/objects', async (request, response) => {
    const caller = await callerOf(request);
    const { query } = parsePageQuery(request);
    audit.listed(caller, query);
    response.json(
      await readObjectPage(live, caller, query, {
        queries: options.pageQueries,
        signal: abortSignalOf(response),
      }),
    );
  });
  router.get('/v1/live', async (request, response) => {
    const caller = await callerOf(request);
    const { query, resume } = parseStreamQuery(request);
    await requireSomeObjects(caller);
    streamNdjson(
      sessions,
      caller,
      session =>
        session.subscribe({
          subscription: NDJSON_SUBSCRIPTION,
          query,
          ...(resume && { resume }),
        }),
      response,
    );
  });
  router.get('/v1/live/clusters', async (request, response) => {
    const caller = await callerOf(request);
    await clusters.portal.requireClusterRead(caller);
    streamNdjson(
      sessions,
      caller,
      session =>
        session.subscribeClusters({ subscription: NDJSON_SUBSCRIPTION }),
      response,
    );
  });

  router.get(OBJECT, async (request, response) => {
    const caller = await callerOf(request);
    const address = parseObjectAddress(request);
    const signal = abortSignalOf(response);
    response.json(
      await audit.read(request, address, () =>
        readObject(objects, caller, address, signal),
      ),
    );
  });
  router.get(`${OBJECT}/owners`, async (request, response) => {
    const caller = await callerOf(request);
    const address = parseObjectAddress(request);
    const signal = abortSignalOf(response);
    response.json(await readOwners(objects, caller, address, signal));
  });
  router.get(`${OBJECT}/events`, async (request, response) => {
    const caller = await callerOf(request);
    const address = parseObjectAddress(request);
    const signal = abortSignalOf(response);
    response.json(await readEvents(objects, caller, address, signal));
  });
  router.patch(OBJECT, async (request, response) => {
    const caller = await callerOf(request);
    const address = parseObjectAddress(request);
    const patch = parseMergePatch(request);
    const meta = { dryRun: parseDryRun(request) };
    response.json(
      await audit.write(request, 'patch', address, meta, () =>
        patchObject(objects, caller, address, patch, meta),
      ),
    );
  });
  router.delete(OBJECT, async (request, response) => {
    const caller = await callerOf(request);
    const address = parseObjectAddress(request);
    const meta = { dryRun: parseDryRun(request) };
    response.json(
      await audit.write(request, 'delete', address, meta, () =>
        deleteObject(objects, caller, address, meta),
      ),
    );
  });

  router.use(request => {
    throw new ClustersError(`There is no ${request.method} ${request.path}`, {
      code: 'RESOURCE_NOT_FOUND',
    });
  });
  router.use(errorMiddleware(options.logger));
  return router;

  async function callerOf(request: Request): Promise<Caller> {
    const credentials = await options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    return toCaller(credentials, clusterTokensOf(request.headers));
  }

  /** A stream that could show nothing is refused while there is a status code to say so. */
  async function requireSomeObjects(caller: Caller): Promise<void> {
    await live.portal.decide(caller, clustersObjectReadPermission);
  }
}
