import type { ServiceBlueprint } from './ServiceBlueprint';

const ADJECTIVES =
  'amber brisk calm clever crisp dusty eager fancy gentle golden hardy humble jolly keen lively lucky mellow merry nimble noble plain proud quick quiet rapid rustic sharp silent sleek smooth solid spry steady stout sunny swift tidy vivid warm witty'.split(
    ' ',
  );
const NOUNS =
  'anchor arrow beacon bridge brook canyon cedar comet coral crane delta ember falcon fjord forge garden glacier harbor heron island jasper kestrel lagoon lantern ledger maple meadow mirror nebula oasis orchard otter pebble pine quarry raven reef ridge river saddle sparrow spruce summit thicket tide valley willow'.split(
    ' ',
  );
const TEAMS = [
  'storefront',
  'checkout',
  'discovery',
  'fulfilment',
  'identity',
  'engagement',
  'risk',
  'ml',
  'data',
  'analytics',
];

/** Further services in tenant namespaces until about `pods` more pods run, 6 to 25 each. */
export function extraServices(
  pods: number,
  random: () => number,
): readonly ServiceBlueprint[] {
  const services: ServiceBlueprint[] = [];
  for (let left = pods, index = 0; left > 0; index++) {
    const replicas = Math.min(left, 6 + Math.floor(random() * 20));
    const round = Math.floor(index / (ADJECTIVES.length * NOUNS.length));
    const name = [
      ADJECTIVES[index % ADJECTIVES.length],
      NOUNS[Math.floor(index / ADJECTIVES.length) % NOUNS.length],
      ...(round > 0 ? [String(round)] : []),
    ].join('-');
    const version = `${Math.floor(random() * 6)}.${Math.floor(
      random() * 40,
    )}.${Math.floor(random() * 12)}`;
    services.push({
      name,
      component: name,
      namespace: `tenant-${String(1 + (index % 40)).padStart(2, '0')}`,
      kind: 'Deployment',
      replicas,
      image: `tenants/${name}:${version}`,
      version,
      port: 8000 + (index % 900),
      team: TEAMS[index % TEAMS.length],
      cpuMillis: 20 + Math.floor(random() * 60),
      memoryMebibytes: 64 + 8 * Math.floor(random() * 16),
      logFormat: random() < 0.5 ? 'json' : 'logfmt',
    });
    left -= replicas;
  }
  return services;
}
