import type {
  ClusterList,
  ClusterSummary,
  LiveEvent,
} from '@orrery/backstage-plugin-clusters-common';
import type { ClusterRegistry } from '@orrery/backstage-plugin-clusters-node';
import type { Clock } from '@orrery/watch-cache';
import type { Caller } from '../access/Caller';
import type { PortalDecision } from '../access/createPortalAccess';
import type { OpenSubscription } from '../live/OpenSubscription';
import { toLiveError } from '../live/openLiveQuery';
import {
  type ClusterServices,
  readClusterList,
  requireClusters,
} from './readClusters';

/** What a feed of clusters needs from the backend. */
export interface ClusterFeedServices extends ClusterServices {
  readonly registry: Pick<
    ClusterRegistry,
    'clusters' | 'find' | 'problems' | 'subscribe'
  >;
  readonly clock: Clock;
}

export interface ClusterFeedOptions {
  readonly services: ClusterFeedServices;
  readonly subscription: string;
  readonly caller: Caller;
  readonly send: (event: LiveEvent) => void;
  /** Called once, after the `error` event, when the feed ended by itself. */
  readonly onEnd: (thrown: unknown) => void;
}

/** Changes in quick succession become one message. */
const GAP_MS = 1_000;
/** Counts change without anybody telling; those of watched kinds cost nothing to read. */
const REFRESH_MS = 5_000;
/** Contact alone is told this often. */
const CONTACT_MS = 15_000;

/**
 * Tells one viewer of the clusters: all of them, then what changed, at most once a second.
 * While paused nothing is read; what is told afterwards is the difference to what was told last.
 */
export function openClusterFeed(options: ClusterFeedOptions): OpenSubscription {
  const { services, subscription, send, onEnd } = options;
  const abort = new AbortController();
  let { caller } = options;
  /** Absent until found, and while they are to be found anew. */
  let rights: { readonly decision?: PortalDecision } | undefined;
  let told: Told | undefined;
  let isPaused = false;
  let hasNews = false;
  let wake = () => {};
  const onNews = () => {
    hasNews = true;
    wake();
  };
  const undo = [
    services.registry.subscribe(onNews),
    services.pool.onChange(onNews),
  ];
  void run();

  return {
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      onNews();
    },
    async recheck(next) {
      caller = next;
      rights = undefined;
      onNews();
    },
    close,
  };

  async function run(): Promise<void> {
    try {
      while (!abort.signal.aborted) {
        hasNews = false;
        if (!isPaused) await tell();
        await services.clock.sleep(GAP_MS, abort.signal);
        await nextNews();
      }
    } catch (thrown) {
      if (abort.signal.aborted) return;
      close();
      send(toLiveError(thrown, subscription));
      onEnd(thrown);
    }
  }

  async function tell(): Promise<void> {
    rights ??= await requireClusters(services, caller);
    const list = await readClusterList(services, caller, rights.decision);
    if (abort.signal.aborted || isPaused) return;
    const event = differenceOf(told, list, subscription);
    told = toldOf(list);
    if (event) send(event);
  }

  async function nextNews(): Promise<void> {
    if (hasNews) return;
    const news = new Promise<void>(resolve => {
      wake = resolve;
    });
    await Promise.race([
      news,
      services.clock.sleep(REFRESH_MS - GAP_MS, abort.signal),
    ]);
  }

  function close(): void {
    abort.abort();
    undo.forEach(step => step());
  }
}

/** What the viewer knows, as comparable text. */
interface Told {
  readonly clusters: ReadonlyMap<string, string>;
  readonly problems: string;
}

function toldOf({ items, problems }: ClusterList): Told {
  return {
    clusters: new Map(items.map(item => [item.name, comparable(item)])),
    problems: JSON.stringify(problems),
  };
}

function differenceOf(
  before: Told | undefined,
  { items, problems }: ClusterList,
  subscription: string,
): LiveEvent | undefined {
  if (!before) {
    return { event: 'clusters:snapshot', subscription, items, problems };
  }
  const changed = items.filter(
    item => before.clusters.get(item.name) !== comparable(item),
  );
  const names = new Set(items.map(({ name }) => name));
  const removed = [...before.clusters.keys()].filter(name => !names.has(name));
  const hasOtherProblems = before.problems !== JSON.stringify(problems);
  return changed.length + removed.length > 0 || hasOtherProblems
    ? {
        event: 'clusters:updated',
        subscription,
        items: changed,
        removed,
        ...(hasOtherProblems && { problems }),
      }
    : undefined;
}

function comparable({
  lastContactMs,
  freshness,
  ...summary
}: ClusterSummary): string {
  return JSON.stringify([
    summary,
    lastContactMs && Math.floor(lastContactMs / CONTACT_MS),
    freshness.map(({ asOfMs, ...rest }) =>
      rest.state === 'live' ? rest : { asOfMs, ...rest },
    ),
  ]);
}
