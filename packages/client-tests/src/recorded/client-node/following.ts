import { setTimeout as wait } from 'node:timers/promises';
import {
  makeInformer,
  Metrics,
  topNodes,
  topPods,
  Watch,
  type V1ConfigMap,
} from '@kubernetes/client-node';
import type { NodeSession } from '../../clients/NodeSession';
import type { CallGroup } from '../Recorded';
import { coreOf } from './coreOf';

/** Waits for what an informer or a watch reports; there is nothing else to wait on. */
async function until(isDone: () => boolean, what: () => string) {
  for (let round = 0; round < 300; round += 1) {
    if (isDone()) return;
    await wait(50);
  }
  throw new Error(`did not come: ${what()}`);
}

/** An informer of the namespace's ConfigMaps that sees a change before and after its watch was cut. */
async function informAcrossFault(session: NodeSession, how: 'clean' | 'reset') {
  const { config, namespace, faults } = session;
  const api = coreOf(session);
  const seen: string[] = [];
  const informer = makeInformer<V1ConfigMap>(
    config,
    `/api/v1/namespaces/${namespace}/configmaps`,
    () => api.listNamespacedConfigMap({ namespace, labelSelector: 'in=form' }),
    'in=form',
  );
  const note = (event: string) => (object: V1ConfigMap) =>
    seen.push(`${event} ${object.metadata?.name} ${object.data?.n ?? ''}`);
  informer.on('add', note('add'));
  informer.on('update', note('update'));
  informer.on('delete', note('delete'));
  // As its documentation says: an informer that failed is started again by its owner.
  let isOver = false;
  informer.on('error', () => {
    wait(200).then(() => (isOver ? undefined : informer.start()));
  });
  const body = {
    metadata: { name: 'watched', labels: { in: 'form' } },
    data: { n: '1' },
  };
  await informer.start();
  try {
    await api.createNamespacedConfigMap({ namespace, body });
    await until(
      () => seen.length === 1,
      () => seen.join(),
    );
    faults.set({ kind: 'dropWatches', how });
    await api.replaceNamespacedConfigMap({
      namespace,
      name: 'watched',
      body: { ...body, data: { n: '2' } },
    });
    await until(
      () => seen.includes('update watched 2'),
      () => seen.join(),
    );
    await api.deleteNamespacedConfigMap({ namespace, name: 'watched' });
    await until(
      () => seen.includes('delete watched 2'),
      () => seen.join(),
    );
    return seen;
  } finally {
    isOver = true;
    faults.clear('dropWatches');
    await informer.stop();
  }
}

/** Watches the namespace's ConfigMaps from now on until one is added. */
async function watchOne(session: NodeSession) {
  const { config, namespace } = session;
  const api = coreOf(session);
  const { metadata } = await api.listNamespacedConfigMap({ namespace });
  const events: string[] = [];
  const controller = await new Watch(config).watch(
    `/api/v1/namespaces/${namespace}/configmaps`,
    { resourceVersion: metadata?.resourceVersion ?? '' },
    (type: string, object: V1ConfigMap) =>
      events.push(`${type} ${object.metadata?.name}`),
    () => {},
  );
  await api.createNamespacedConfigMap({
    namespace,
    body: { metadata: { name: 'late' } },
  });
  await until(
    () => events.length > 0,
    () => 'an event',
  );
  controller.abort();
  return events;
}

export const following: CallGroup = {
  kind: 'calls',
  name: 'following',
  about: 'Watches and informers, also across faults; the metrics API.',
  // Its faults end the watches of every client of the cluster; few others use this one.
  cluster: 'prod-us',
  steps: [
    {
      call: 'watch.watch(…) from a resource version, aborted',
      run: watchOne,
      answer: ['ADDED late'],
    },
    {
      call: 'makeInformer(…): a change before and after its watch was reset',
      run: session => informAcrossFault(session, 'reset'),
      answer: ['add watched 1', 'update watched 2', 'delete watched 2'],
    },
    {
      call: 'makeInformer(…): the same when its watch ended cleanly',
      run: session => informAcrossFault(session, 'clean'),
      answer: ['add watched 1', 'update watched 2', 'delete watched 2'],
    },
    {
      call: 'metrics.getNodeMetrics()',
      run: async ({ config }) => {
        const { kind, items } = await new Metrics(config).getNodeMetrics();
        return `${kind} ${items[0].usage.cpu} ${items[0].usage.memory}`;
      },
      answer: /^NodeMetricsList \d+n \d+Ki$/,
    },
    {
      call: "metrics.getPodMetrics('shop')",
      run: async ({ config }) => {
        const { kind, items } = await new Metrics(config).getPodMetrics('shop');
        const [{ usage }] = items[0].containers;
        return `${kind} ${usage.cpu} ${usage.memory}`;
      },
      answer: /^PodMetricsList \d+n \d+Ki$/,
    },
    {
      call: "topNodes(core), topPods(core, metrics, 'shop')",
      run: async session => {
        const api = coreOf(session);
        const metrics = new Metrics(session.config);
        const [node] = await topNodes(api);
        const pods = await topPods(api, metrics, 'shop');
        return [
          Number(node.CPU.Capacity) > 0,
          pods.some(({ Memory }) => Number(Memory.CurrentUsage) > 0),
        ];
      },
      answer: [true, true],
    },
  ],
};
