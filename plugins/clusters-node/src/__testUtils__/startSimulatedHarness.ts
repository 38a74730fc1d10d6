import type { Fault } from '@orrery/cluster-simulator';
import type { Refusal, WatchSourceHarness } from '@orrery/watch-cache/testing';
import { HttpWatchSource } from '../watch/HttpWatchSource';
import { connectTo } from './connectTo';
import { pods } from './pods';
import { startSimulatedCluster } from './startSimulatedCluster';

const namespace = 'default';

/** The pods of a simulated cluster, over TLS, read with the token of somebody who may. Bookmarks come by themselves. */
export async function startSimulatedHarness(): Promise<WatchSourceHarness> {
  const { store, faults, viewer, close } = await startSimulatedCluster(
    'prod-eu',
  );
  const connection = connectTo(viewer);
  /** Faults reach open watches at once. */
  const once = (fault: Fault) => {
    faults.set(fault);
    faults.clear(fault.kind);
  };
  return {
    source: new HttpWatchSource({
      connection,
      kind: pods,
      selection: { namespace },
    }),
    put(name, note = '') {
      const annotations = { note };
      if (store.get('pods', namespace, name) === undefined) {
        store.create('pods', {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name, namespace, annotations },
          spec: { containers: [{ name: 'web', image: 'web' }] },
        });
        return;
      }
      store.update('pods', namespace, name, object => ({
        ...object,
        metadata: { ...object.metadata, annotations },
      }));
    },
    remove: name => store.remove('pods', namespace, name),
    sendBookmark: () => {},
    endWatches: how => once({ kind: 'dropWatches', how }),
    expireWatches: () => once({ kind: 'expire', how: 'event' }),
    forgetHistory(tell) {
      store.trimHistory();
      if (tell === 'status') faults.set({ kind: 'expire', how: 'status' });
    },
    refuse: refusal => faults.set(faultOf(refusal)),
    async recover() {
      const wasDown = faults.find('down') !== undefined;
      faults.clear();
      // The port opens again in another turn of the event loop; reads are tried again until then.
      if (wasDown) await connection.version();
    },
    async dispose() {
      await connection.dispose();
      await close();
    },
  };
}

function faultOf(refusal: Refusal): Fault {
  switch (refusal.kind) {
    case 'throttled':
      return {
        kind: 'throttle',
        retryAfterSeconds: refusal.retryAfterSeconds,
      };
    case 'status':
      return refusal.code === 401
        ? { kind: 'unauthorized' }
        : { kind: 'fail', code: refusal.code };
    default:
      return { kind: 'down', how: 'refuse' };
  }
}
