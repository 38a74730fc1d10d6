import {
  ClusterPort,
  ClusterRequestError,
  WriteRequest,
} from '@orrery/delivery-simulator';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createEventRecorder } from '../controllers/events/createEventRecorder';
import { createTypedStore } from '../controllers/TypedStore';
import {
  groupVersionOf,
  ResourceDefinition,
} from '../resources/ResourceDefinition';
import type { ApiContext } from '../server/ApiContext';
import { createKindReader } from './createKindReader';
import { requestErrorOf } from './requestErrorOf';
import { sendWrite, Write } from './sendWrite';

export interface ClusterPortOptions {
  /** Of the cluster's API server, whose handlers answer; its faults and its authorisation are passed by. */
  readonly context: ApiContext;
  readonly serverUrl: string;
  /** Seeded, in [0, 1). */
  readonly random: () => number;
  /** Told of errors that are no answer of an API server: bugs. The writer gets an `InternalError`. */
  readonly onUnexpected?: (error: unknown) => void;
}

/** The cluster as delivery controllers see it. A write is stored when its promise is returned, not only when it resolves. */
export function createClusterPort({
  context,
  serverUrl,
  random,
  onUnexpected = () => {},
}: ClusterPortOptions): ClusterPort {
  const { store, registry } = context;
  const { clock } = store;
  const reader = createKindReader(store, registry);
  const events = createEventRecorder({ store: createTypedStore(store), clock });

  function required({
    apiVersion = '',
    kind = '',
  }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): ResourceDefinition {
    const definition = reader.find({ apiVersion, kind });
    if (definition) return definition;
    throw new ClusterRequestError(
      'NotFound',
      `no matches for kind "${kind}" in version "${apiVersion}"`,
    );
  }

  /** `write` is asked for inside, so that an unknown kind rejects as every refusal does. */
  async function send(
    request: WriteRequest,
    write: () => Write,
  ): Promise<KubernetesObject | undefined> {
    try {
      return await sendWrite(context, write(), request);
    } catch (error) {
      throw requestErrorOf(error, onUnexpected);
    }
  }

  async function sendObject(
    request: WriteRequest,
    object: KubernetesObject,
    write: Omit<Write, 'definition'>,
  ): Promise<KubernetesObject> {
    const { namespace } = object.metadata;
    const stored = await send(request, () => ({
      definition: required(object),
      namespace,
      body: object,
      ...write,
    }));
    return stored ?? object;
  }

  return {
    name: context.name,
    serverUrl,
    nowMs: () => clock.nowMs(),
    schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
    random,
    resolve(ref) {
      const definition = reader.find(ref);
      if (!definition) return undefined;
      const { kind, plural, namespaced } = definition;
      return {
        apiVersion: groupVersionOf(definition),
        kind,
        plural,
        namespaced,
      };
    },
    servedKinds: reader.servedKinds,
    get: ref => reader.get(ref, ref.namespace, ref.name),
    list: reader.list,
    listOwnedBy: uid => store.listOwnedBy(uid).map(({ object }) => object),
    subscribe: reader.subscribe,
    create: (object, request) =>
      sendObject(request, object, { verb: 'create' }),
    update: (object, request) =>
      sendObject(request, object, {
        verb: 'update',
        name: object.metadata.name,
      }),
    updateStatus: (object, request) =>
      sendObject(request, object, {
        verb: 'update',
        name: object.metadata.name,
        subresource: 'status',
      }),
    mergePatch: ({ namespace, name, ...kind }, patch, request) =>
      sendObject(
        request,
        { ...kind, metadata: { namespace, name } },
        {
          verb: 'patch',
          name,
          subresource: request.subresource,
          contentType: 'application/merge-patch+json',
          body: patch,
        },
      ),
    apply: (object, request) =>
      sendObject(request, object, {
        verb: 'patch',
        name: object.metadata.name,
        contentType: 'application/apply-patch+yaml',
        query: { force: request.force ? 'true' : undefined },
      }),
    async delete(ref, request) {
      // What is gone is left gone, be it with its kind.
      if (!reader.get(ref, ref.namespace, ref.name)) return;
      await send(request, () => ({
        verb: 'delete',
        definition: required(ref),
        namespace: ref.namespace,
        name: ref.name,
        query: { propagationPolicy: request.propagationPolicy },
      }));
    },
    recordEvent: ({ regarding, source, ...event }) =>
      events.record(regarding, { ...event, component: source }),
  };
}
