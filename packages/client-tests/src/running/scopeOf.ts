import type { ClientName, RecordedGroup, Scope } from '../recorded/Recorded';

/** Short names for what is named after a client. */
const ids: Readonly<Record<ClientName, string>> = {
  'kubectl 1.32': '32',
  'kubectl 1.35': '35',
  'helm 4': 'helm',
  'kubernetes-mcp-server': 'mcp',
  'client-node': 'node',
};

/** The clients that run a group. */
export function clientsOf(group: RecordedGroup): readonly ClientName[] {
  switch (group.kind) {
    case 'commands':
      return group.clients;
    case 'tools':
      return ['kubernetes-mcp-server'];
    default:
      return ['client-node'];
  }
}

/** Where a group runs for a client, on what it is given of the fleet. */
export function scopeOf(
  group: RecordedGroup,
  client: ClientName,
  fleet: Pick<Scope, 'node' | 'chartsUrl' | 'registryUrl'>,
): Scope {
  const id = ids[client];
  return {
    client,
    minor: client === 'kubectl 1.32' ? 32 : 35,
    namespace: `${group.name}-${id}`,
    id,
    ...fleet,
  };
}
