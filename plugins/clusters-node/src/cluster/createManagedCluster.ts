import type { Clock } from '@orrery/watch-cache';
import { ClusterError } from '../ClusterError';
import { AgentPool } from '../connection/AgentPool';
import { HttpCaller } from '../connection/HttpCaller';
import { HttpClusterConnection } from '../connection/HttpClusterConnection';
import { HttpTransport } from '../connection/HttpTransport';
import {
  fixedCredential,
  type CredentialSource,
} from '../credentials/CredentialSource';
import { createCredentialSource } from '../credentials/createCredentialSource';
import { HttpWatchSource } from '../watch/HttpWatchSource';
import type { ClusterEntry } from './ClusterEntry';
import { HealthLoop } from './HealthLoop';
import type { ManagedCluster } from './ManagedCluster';
import { probeCluster } from './probeCluster';

export interface ManagedClusterOptions {
  readonly source: string;
  readonly writes: boolean;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Of a whole call; default 30 000. */
  readonly callTimeoutMs?: number;
  /** Of one health check; default 10 000. */
  readonly checkTimeoutMs?: number;
}

/** What the registry may do on top of what everybody may. */
export interface OwnedCluster extends ManagedCluster {
  /** Begins the health checks. */
  start(): void;
  /** Ends them and closes every connection. */
  stop(): Promise<void>;
}

export function createManagedCluster(
  entry: ClusterEntry,
  options: ManagedClusterOptions,
): OwnedCluster {
  const { name, auth } = entry;
  const { clock, random, callTimeoutMs = 30_000 } = options;
  const agents = new AgentPool({ proxyUrl: entry.proxyUrl });
  const credentials = createCredentialSource(entry, { clock });
  const health = new HealthLoop({
    clusterName: name,
    clock,
    random,
    refreshCredentials: () => credentials.invalidate(),
  });
  const callerWith = (source: CredentialSource) =>
    new HttpCaller({
      clusterName: name,
      clock,
      random,
      defaultTimeoutMs: callTimeoutMs,
      transport: new HttpTransport({
        clusterName: name,
        url: entry.url,
        tls: entry.tls,
        credentials: source,
        agents,
        onAnswer: () => health.noteContact(),
        onFault: () => health.noteFault(),
      }),
    });
  const caller = callerWith(credentials);
  // Nobody is signed in during a health check; version and readiness are public on most clusters (system:public-info-viewer).
  const checker =
    auth.kind === 'viewer'
      ? callerWith(fixedCredential({ headers: {} }))
      : caller;
  const connection = new HttpClusterConnection({
    clusterName: name,
    caller,
    credentials,
    agents,
    clock,
  });
  return {
    name,
    title: entry.title ?? name,
    writes: options.writes,
    credentials: auth.kind === 'viewer' ? 'viewer' : 'shared',
    viewerProvider: auth.kind === 'viewer' ? auth.provider : undefined,
    dashboard: entry.dashboard,
    source: options.source,
    connection,
    status: () => health.status(),
    subscribe: listener => health.subscribe(listener),
    check: signal => health.check(signal),
    watchSource: (kind, selection, viewer) =>
      new HttpWatchSource({ connection, kind, selection, viewer }),
    start() {
      if (auth.kind === 'unsupported') {
        health.fail(
          new ClusterError(`cluster ${name}: ${auth.reason}`, {
            code: 'unsupported',
            clusterName: name,
          }),
        );
        return;
      }
      health.start((signal, isIdentified) =>
        probeCluster(checker, {
          clusterName: name,
          signal,
          timeoutMs: options.checkTimeoutMs ?? 10_000,
          isAnonymous: auth.kind === 'viewer',
          askIdentity: !isIdentified,
        }),
      );
    },
    async stop() {
      await health.stop();
      await connection.dispose();
    },
  };
}
