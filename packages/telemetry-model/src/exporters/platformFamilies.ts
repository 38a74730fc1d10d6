import { fractionOf } from '../noise/hash';
import type { TelemetryContext } from '../series/TelemetryContext';
import { callCount, endsOf } from './callPlans';
import { defineFamily, type Family, type SeriesPlan } from './defineFamilies';

const DAY_MS = 86_400_000;
/** Certificates live 90 days and are renewed 30 days before their end. */
const LIFETIME_MS = 90 * DAY_MS;
const RENEWED_MS = 30 * DAY_MS;

function dnsAnswers(context: TelemetryContext): readonly SeriesPlan[] {
  const instance = context.instanceOf('kube-system/coredns', 9153);
  if (instance === undefined) return [];
  return context.calls
    .filter(record => endsOf(record, context).server.name === 'coredns')
    .flatMap(record =>
      [
        { rcode: 'NOERROR', outcome: 'answered', share: 0.86 } as const,
        { rcode: 'NXDOMAIN', outcome: 'answered', share: 0.14 } as const,
        { rcode: 'SERVFAIL', outcome: 'failed', share: 1 } as const,
      ].map(({ rcode, outcome, share }) => ({
        labels: {
          job: 'coredns',
          instance,
          server: 'dns://:53',
          zone: '.',
          view: '',
          rcode,
          plugin: 'forward',
        },
        ...callCount(record, context, 'server', { outcome, share }),
      })),
    );
}

function certificates(context: TelemetryContext): readonly SeriesPlan[] {
  const instance = context.instanceOf('platform/cert-manager', 9402);
  if (instance === undefined) return [];
  return context.traffic.graph.services
    .filter(service => service.kind === 'Deployment')
    .map(({ namespace, name }) => {
      const expiry = context.world.incidents.find(
        ({ kind, target }) =>
          kind === 'certificate-expiry' &&
          target.kind === 'Service' &&
          target.namespace === namespace &&
          target.name === name,
      );
      const phaseMs =
        fractionOf(`${namespace}/${name}/certificate`) *
        (LIFETIME_MS - RENEWED_MS);
      return {
        labels: {
          job: 'cert-manager',
          instance,
          namespace,
          name: `${name}-tls`,
          exported_namespace: namespace,
          issuer_name: 'internal-ca',
          issuer_kind: 'ClusterIssuer',
        },
        valueAt: (timeMs: number) => {
          if (timeMs < context.world.startMs) return NaN;
          // Its renewal failed: it stays what it was until somebody repairs it.
          if (
            expiry &&
            timeMs > expiry.startMs - RENEWED_MS &&
            timeMs < (expiry.endMs ?? Infinity)
          ) {
            return Math.floor(expiry.startMs / 1_000);
          }
          const round = Math.floor(
            (timeMs + phaseMs) / (LIFETIME_MS - RENEWED_MS),
          );
          const issuedMs = round * (LIFETIME_MS - RENEWED_MS) - phaseMs;
          return Math.floor((issuedMs + LIFETIME_MS) / 1_000);
        },
      };
    });
}

/** What CoreDNS and cert-manager tell, where incidents show that nobody else sees. */
export const PLATFORM_FAMILIES: readonly Family[] = [
  defineFamily(
    'counter',
    'coredns_dns_responses_total',
    'Counter of response status codes.',
    dnsAnswers,
  ),
  defineFamily(
    'gauge',
    'certmanager_certificate_expiration_timestamp_seconds',
    'The timestamp after which the certificate expires, expressed as a Unix Epoch Time.',
    certificates,
  ),
];
