import type { Container } from '../controllers/kinds/Pod';
import { fractionOf } from '../random/createRandom';
import type { ServiceBlueprint } from './ServiceBlueprint';

/** Where software of a team's taste answers probes: ready, alive. */
const PATHS: readonly (readonly [string, string])[] = [
  ['/healthz', '/healthz'],
  ['/readyz', '/livez'],
  ['/health/ready', '/health/live'],
  ['/-/ready', '/-/healthy'],
  ['/actuator/health/readiness', '/actuator/health/liveness'],
  ['/ready', '/ping'],
  ['/status', '/status'],
];

/** How a store is asked whether it is there. */
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['postgres', ['pg_isready', '-q', '-h', '127.0.0.1']],
  ['payments-db', ['pg_isready', '-q', '-h', '127.0.0.1', '-d', 'payments']],
  ['redis', ['redis-cli', 'ping']],
];

/** The probes of a service's main container: paths, delays and patience of its own, by its name. O(1). */
export function probesOf({
  namespace,
  name,
  kind,
  port,
}: ServiceBlueprint): Pick<Container, 'readinessProbe' | 'livenessProbe'> {
  const vary = (what: string, from: number, to: number) =>
    from +
    Math.floor(
      fractionOf(`${namespace}/${name}/probe/${what}`) * (to - from + 1),
    );
  const [ready, alive] = PATHS[vary('path', 0, PATHS.length - 1)];
  const command = COMMANDS.find(([store]) => store === name)?.[1];
  const isTcp = kind === 'StatefulSet';
  const over = (path: string) =>
    isTcp
      ? { tcpSocket: { port: 'main' } }
      : { httpGet: { path, port: 'main', scheme: 'HTTP' } };
  return {
    readinessProbe: {
      ...(command ? { exec: { command } } : over(ready)),
      initialDelaySeconds: 1 + (port % 4),
      periodSeconds: vary('period', 5, 12),
      timeoutSeconds: vary('timeout', 1, 4),
      failureThreshold: vary('patience', 2, 4),
    },
    livenessProbe: {
      ...over(alive),
      initialDelaySeconds: vary('start', 5, 45),
      periodSeconds: vary('pulse', 10, 30),
      failureThreshold: 3 + (port % 3),
    },
  };
}
