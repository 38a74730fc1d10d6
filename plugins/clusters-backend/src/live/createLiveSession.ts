import {
  LIVE_MAX_SUBSCRIPTIONS,
  LIVE_PING_INTERVAL_MS,
  type LiveEvent,
  parseSubscribeClustersRequest,
  parseSubscribeRequest,
  parseUnsubscribeRequest,
} from '@orrery/backstage-plugin-clusters-common';
import type { Caller } from '../access/Caller';
import { ClustersError, validationError } from '../errors/ClustersError';
import type { SecretAudit } from '../objects/createObjectAudit';
import { createOutbox } from './createOutbox';
import type { LiveServices } from './LiveServices';
import { openLiveQuery, toLiveError } from './openLiveQuery';
import type { OpenSubscription } from './OpenSubscription';

/** What a session needs from its connection. */
export interface LivePort {
  /** False when the connection wants no more until `drained()`. */
  write(event: LiveEvent): boolean;
  /** Ends the connection. */
  close(): void;
}

/**
 * The subscriptions of one connection, whatever carries it.
 * - A slow connection pauses its subscriptions; what they miss is coalesced, or becomes a reset.
 * - One that takes nothing for `stallLimitMs` is closed.
 * - When the caller's token expires and was not renewed, the session ends with `UNAUTHORIZED`.
 */
export interface LiveSession {
  caller(): Caller;
  /** Throws `VALIDATION_ERROR` or `RATE_LIMITED`; later failures arrive as `error` events. */
  subscribe(input: unknown): void;
  /** The same for the list of clusters. */
  subscribeClusters(input: unknown): void;
  /** Throws `VALIDATION_ERROR`. An unknown id is harmless. */
  unsubscribe(input: unknown): void;
  /** Goes on with new credentials; throws `FORBIDDEN` for another user's. */
  renew(caller: Caller): Promise<void>;
  recheck(): Promise<void>;
  drained(): void;
  /** Tells why (when given) and closes the connection; a second call is harmless. */
  close(reason?: unknown): void;
}

/** Opens the list of clusters for one viewer. */
export type OpenClusters = (feed: {
  readonly subscription: string;
  readonly caller: Caller;
  readonly send: (event: LiveEvent) => void;
  readonly onEnd: (thrown: unknown) => void;
}) => OpenSubscription;

export interface LiveSessionOptions {
  readonly openClusters: OpenClusters;
  readonly services: LiveServices;
  readonly audit: SecretAudit;
  readonly caller: Caller;
  readonly port: LivePort;
  /** Called once, when the session closed. */
  readonly onClose: () => void;
  /** Called when a subscription ended by itself. */
  readonly onSubscriptionEnd?: (thrown: unknown) => void;
  /** Default 60 000. */
  readonly stallLimitMs?: number;
}

const TICK_MS = LIVE_PING_INTERVAL_MS / 3;

export function createLiveSession(options: LiveSessionOptions): LiveSession {
  const { services, audit, port, stallLimitMs = 60_000 } = options;
  const nowMs = () => services.clock.nowMs();
  const open = new Map<string, OpenSubscription>();
  const paused = new Set<OpenSubscription>();
  let { caller } = options;
  let isCongested = false;
  let isClosed = false;

  const outbox = createOutbox<LiveEvent>(
    { write: event => port.write(event), onCongestion },
    nowMs,
  );
  const ticker = setInterval(tick, TICK_MS);
  ticker.unref();

  return {
    caller: () => caller,
    subscribe(input) {
      const request = parseSubscribeRequest(input);
      if (!request.ok) throw validationError(request.details);
      const { subscription, query } = request.value;
      add(subscription, () => {
        audit.listed(caller, query);
        return openLiveQuery({
          services,
          request: request.value,
          caller,
          send,
          onEnd: thrown => ended(subscription, thrown),
        });
      });
    },
    subscribeClusters(input) {
      const request = parseSubscribeClustersRequest(input);
      if (!request.ok) throw validationError(request.details);
      const { subscription } = request.value;
      add(subscription, () =>
        options.openClusters({
          subscription,
          caller,
          send,
          onEnd: thrown => ended(subscription, thrown),
        }),
      );
    },
    unsubscribe(input) {
      const request = parseUnsubscribeRequest(input);
      if (!request.ok) throw validationError(request.details);
      end(request.value.subscription);
    },
    async renew(renewed) {
      if (renewed.userEntityRef !== caller.userEntityRef) {
        throw new ClustersError('This connection belongs to another user', {
          code: 'FORBIDDEN',
        });
      }
      caller = renewed;
      await recheck();
    },
    recheck,
    drained: () => outbox.drained(),
    close,
  };

  function send(event: LiveEvent): void {
    outbox.push(event);
  }

  function add(subscription: string, start: () => OpenSubscription): void {
    if (isClosed) return;
    if (open.has(subscription)) {
      throw validationError({ subscription: 'is in use on this connection' });
    }
    if (open.size >= LIVE_MAX_SUBSCRIPTIONS) {
      throw new ClustersError(
        `A connection holds at most ${LIVE_MAX_SUBSCRIPTIONS} subscriptions`,
        { code: 'RATE_LIMITED' },
      );
    }
    const live = start();
    open.set(subscription, live);
    if (isCongested) hold(live);
  }

  function ended(subscription: string, thrown: unknown): void {
    end(subscription);
    options.onSubscriptionEnd?.(thrown);
  }

  function end(subscription: string): void {
    const live = open.get(subscription);
    if (!live) return;
    open.delete(subscription);
    paused.delete(live);
    live.close();
  }

  async function recheck(): Promise<void> {
    await Promise.all([...open.values()].map(live => live.recheck(caller)));
  }

  function hold(live: OpenSubscription): void {
    live.pause();
    paused.add(live);
  }

  /** Resuming sends, and may congest again: those not reached then stay first in line. */
  function onCongestion(congested: boolean): void {
    isCongested = congested;
    if (congested) {
      open.forEach(hold);
      return;
    }
    for (const live of [...paused]) {
      if (isCongested) return;
      paused.delete(live);
      live.resume();
    }
  }

  function tick(): void {
    const { expiresAt } = caller.credentials;
    if (expiresAt !== undefined && expiresAt.getTime() <= nowMs()) {
      close(
        new ClustersError('Your sign-in expired', { code: 'UNAUTHORIZED' }),
      );
      return;
    }
    const { stalledSinceMs } = outbox;
    if (stalledSinceMs !== undefined) {
      if (nowMs() - stalledSinceMs >= stallLimitMs) close();
    } else if (
      nowMs() - outbox.lastWriteMs >=
      LIVE_PING_INTERVAL_MS - TICK_MS
    ) {
      outbox.push({ event: 'ping', atMs: nowMs() });
    }
  }

  function close(reason?: unknown): void {
    if (isClosed) return;
    isClosed = true;
    clearInterval(ticker);
    [...open.keys()].forEach(end);
    if (reason !== undefined) outbox.push(toLiveError(reason));
    port.close();
    options.onClose();
  }
}
