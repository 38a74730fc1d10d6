import type {
  ClusterFreshness,
  LiveErrorEvent,
  LiveEvent,
  LivePosition,
  SubscribeRequest,
} from '@orrery/backstage-plugin-clusters-common';
import type { LiveSubscription } from '@orrery/watch-cache';
import type { Caller } from '../access/Caller';
import { toErrorAnswer } from '../errors/toErrorAnswer';
import { createQueryScope } from './createQueryScope';
import type { LiveServices } from './LiveServices';
import type { OpenSubscription } from './OpenSubscription';
import { toLiveEvents } from './toLiveEvents';
import { checkSelector, toQuerySpec } from './toQuerySpec';

export interface OpenLiveQueryOptions {
  readonly services: LiveServices;
  readonly request: SubscribeRequest;
  readonly caller: Caller;
  readonly send: (event: LiveEvent) => void;
  /** Called once, after the `error` event, when the subscription ended by itself. */
  readonly onEnd: (thrown: unknown) => void;
  /** How long clusters that have not settled hold up the first answer; default 1 000. */
  readonly firstAnswerMs?: number;
}

/**
 * Opens a live query: first a snapshot (or, when it resumes, the changes missed), then what changes.
 * Throws `VALIDATION_ERROR` for a bad selector; every later failure is sent.
 */
export function openLiveQuery(options: OpenLiveQueryOptions): OpenSubscription {
  const { services, request, send, onEnd, firstAnswerMs = 1_000 } = options;
  const { subscription, query } = request;
  checkSelector(query);
  const abort = new AbortController();
  let resumeAt: LivePosition | undefined = request.resume;
  let computation: LiveSubscription | undefined;
  let rightsKey: string | undefined;
  let position: LivePosition | undefined = request.resume;
  let sentFreshness = '';
  let isStarted = false;
  let isPaused = false;

  const scope = createQueryScope({
    services,
    query,
    onChange: what => {
      if (!isStarted || abort.signal.aborted) return;
      if (what === 'members') compute();
      sendStatus();
    },
  });
  void start();

  return {
    pause() {
      isPaused = true;
      computation?.pause();
    },
    resume() {
      isPaused = false;
      computation?.resume();
      if (isStarted && !abort.signal.aborted) sendStatus();
    },
    recheck,
    close,
  };

  async function start(): Promise<void> {
    try {
      const refreshed = scope.refresh(options.caller);
      await Promise.race([
        refreshed,
        services.clock.sleep(firstAnswerMs, abort.signal),
      ]);
      isStarted = true;
      compute();
      sendStatus();
      await refreshed;
    } catch (thrown) {
      end(thrown);
    }
  }

  async function recheck(caller: Caller): Promise<void> {
    if (abort.signal.aborted) return;
    try {
      await scope.refresh(caller);
    } catch (thrown) {
      end(thrown);
    }
  }

  function compute(): void {
    if (abort.signal.aborted || rightsKey === scope.rightsKey()) return;
    rightsKey = scope.rightsKey();
    computation?.close();
    const resume = resumeAt;
    resumeAt = undefined;
    computation = services.queries.subscribe(
      toQuerySpec(query, scope),
      update => {
        const freshness = scope.freshness();
        if (update.kind === 'snapshot') {
          sentFreshness = comparable(freshness);
        }
        const events = toLiveEvents(subscription, update, position, freshness);
        position = update.position;
        events.forEach(send);
      },
      resume,
    );
    if (isPaused) computation.pause();
  }

  function sendStatus(): void {
    if (isPaused) return;
    const freshness = scope.freshness();
    const text = comparable(freshness);
    if (text !== sentFreshness) {
      sendPendingRows();
      sentFreshness = text;
      send({ event: 'resources:status', subscription, freshness });
    }
  }

  /** A list is called complete only after its rows were sent: a client may then forget what it did not bring. */
  function sendPendingRows(): void {
    computation?.pause();
    computation?.resume();
  }

  function end(thrown: unknown): void {
    if (abort.signal.aborted) return;
    close();
    send(toLiveError(thrown, subscription));
    onEnd(thrown);
  }

  function close(): void {
    abort.abort();
    computation?.close();
    scope.close();
  }
}

/** Contact alone is no news. */
function comparable(freshness: readonly ClusterFreshness[]): string {
  return JSON.stringify(freshness, (name, value) =>
    name === 'asOfMs' ? undefined : value,
  );
}

/** The `error` event that tells a failure; without `subscription` it is about the whole connection. */
export function toLiveError(
  thrown: unknown,
  subscription?: string,
): LiveErrorEvent {
  const { code, message, details } = toErrorAnswer(thrown);
  return {
    event: 'error',
    ...(subscription !== undefined && { subscription }),
    error: { code, message, ...(details && { details }) },
  };
}
