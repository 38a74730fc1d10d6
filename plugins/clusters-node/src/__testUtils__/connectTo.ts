import type { Clock } from '@orrery/watch-cache';
import type { ClusterEntry } from '../cluster/ClusterEntry';
import { AgentPool } from '../connection/AgentPool';
import { HttpCaller } from '../connection/HttpCaller';
import { HttpClusterConnection } from '../connection/HttpClusterConnection';
import { HttpTransport } from '../connection/HttpTransport';
import { createCredentialSource } from '../credentials/createCredentialSource';
import { createTestClock } from './createTestClock';

/** A connection to one entry, with a clock whose sleeps end at once. */
export function connectTo(
  entry: Partial<ClusterEntry> & Pick<ClusterEntry, 'url'>,
  options: {
    clock?: Clock;
    random?: () => number;
    timeoutMs?: number;
  } = {},
): HttpClusterConnection {
  const { clock = createTestClock(), random = () => 0.5 } = options;
  const full: ClusterEntry = {
    name: 'prod-eu',
    auth: { kind: 'anonymous' },
    ...entry,
  };
  const agents = new AgentPool({ proxyUrl: full.proxyUrl });
  const credentials = createCredentialSource(full, { clock });
  const caller = new HttpCaller({
    clusterName: full.name,
    clock,
    random,
    defaultTimeoutMs: options.timeoutMs ?? 5_000,
    transport: new HttpTransport({
      clusterName: full.name,
      url: full.url,
      tls: full.tls,
      credentials,
      agents,
    }),
  });
  return new HttpClusterConnection({
    clusterName: full.name,
    caller,
    credentials,
    agents,
    clock,
  });
}
