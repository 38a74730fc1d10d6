import type { ServiceBlueprint } from './ServiceBlueprint';

/** A service with the defaults of the fleet: a Deployment that writes JSON and is its own component. */
export function defineService(
  name: string,
  namespace: string,
  replicas: number,
  image: string,
  team: string,
  [cpuMillis, memoryMebibytes]: readonly [number, number],
  port: number,
  more: Partial<ServiceBlueprint>,
): ServiceBlueprint {
  return {
    name,
    component: name,
    namespace,
    kind: 'Deployment',
    replicas,
    image,
    version: image.slice(image.indexOf(':') + 1),
    port,
    team,
    cpuMillis,
    memoryMebibytes,
    logFormat: 'json',
    ...more,
  };
}

/** An agent on every node. */
export function defineAgent(
  name: string,
  namespace: string,
  image: string,
  team: string,
  size: readonly [number, number],
  port: number,
  logFormat: ServiceBlueprint['logFormat'],
): ServiceBlueprint {
  return defineService(name, namespace, 0, image, team, size, port, {
    kind: 'DaemonSet',
    isNodeAgent: true,
    logFormat,
  });
}
