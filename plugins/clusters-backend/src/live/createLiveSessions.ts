import { callerKeyOf, type Caller } from '../access/Caller';
import { ClustersError } from '../errors/ClustersError';
import type { SecretAudit } from '../objects/createObjectAudit';
import { createConnectionLimiter } from './createConnectionLimiter';
import {
  createLiveSession,
  type LivePort,
  type LiveSession,
  type OpenClusters,
} from './createLiveSession';
import type { LiveServices } from './LiveServices';

/** Every open live connection of the process. */
export interface LiveSessions {
  /** Throws `RATE_LIMITED` when the caller holds the limit, `INTERNAL_ERROR` while shutting down. */
  open(
    caller: Caller,
    port: LivePort,
    onSubscriptionEnd?: (thrown: unknown) => void,
  ): LiveSession;
  readonly size: number;
  /** Closes them all; opening afterwards throws. */
  dispose(): void;
}

export interface LiveSessionsOptions {
  readonly services: LiveServices;
  readonly audit: SecretAudit;
  readonly openClusters: OpenClusters;
  /** Default 20. */
  readonly connectionsPerUser?: number;
  /** How often the rights of open subscriptions are found anew; default 60 000. */
  readonly recheckMs?: number;
}

export function createLiveSessions(options: LiveSessionsOptions): LiveSessions {
  const {
    services,
    audit,
    openClusters,
    connectionsPerUser = 20,
    recheckMs = 60_000,
  } = options;
  const sessions = new Set<LiveSession>();
  const limiter = createConnectionLimiter(connectionsPerUser);
  let isDisposed = false;
  const timer = setInterval(() => {
    sessions.forEach(session => void session.recheck());
  }, recheckMs);
  timer.unref();

  return {
    get size() {
      return sessions.size;
    },
    open(caller, port, onSubscriptionEnd) {
      if (isDisposed) throw shuttingDown();
      const release = limiter.acquire(callerKeyOf(caller));
      if (!release) {
        throw new ClustersError(
          `You have ${connectionsPerUser} live connections open, which is the limit`,
          { code: 'RATE_LIMITED' },
        );
      }
      const session = createLiveSession({
        services,
        audit,
        openClusters,
        caller,
        port,
        onClose: () => {
          release();
          sessions.delete(session);
        },
        ...(onSubscriptionEnd && { onSubscriptionEnd }),
      });
      sessions.add(session);
      return session;
    },
    dispose() {
      isDisposed = true;
      clearInterval(timer);
      [...sessions].forEach(session => session.close(shuttingDown()));
    },
  };
}

function shuttingDown(): ClustersError {
  return new ClustersError('The portal is shutting down', {
    code: 'INTERNAL_ERROR',
  });
}
