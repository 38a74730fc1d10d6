import type { Incident } from '../incident/Incident';
import type { TelemetryContext } from '../series/TelemetryContext';
import {
  certificateTerm,
  expiringTerm,
  renewedTerm,
  type CertificateTerm,
} from '../usage/certificateTerm';
import { callCount, endsOf } from './callPlans';
import { defineFamily, type Family, type SeriesPlan } from './defineFamilies';

function dnsAnswers(context: TelemetryContext): readonly SeriesPlan[] {
  const instance = context.instanceOf('kube-system/coredns', 9153);
  if (instance === undefined) return [];
  return context
    .calls()
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
    .filter(service => service.hasCertificate)
    .map(({ namespace, name }) => {
      const expiry = context.world.incidents.find(
        ({ kind, target }) =>
          kind === 'certificate-expiry' &&
          target.kind === 'Service' &&
          target.namespace === namespace &&
          target.name === name,
      );
      return {
        labels: {
          job: 'cert-manager',
          instance,
          namespace,
          name: `${name}-tls`,
          exported_namespace: namespace,
          issuer_name: 'internal-ca',
          issuer_kind: 'ClusterIssuer',
          issuer_group: 'cert-manager.io',
        },
        valueAt: (timeMs: number) =>
          timeMs < context.world.startMs
            ? NaN
            : Math.floor(
                termAt(namespace, name, expiry, timeMs).notAfterMs / 1_000,
              ),
      };
    });
}

/** Where a renewal failed, the certificate stays what it was until somebody repairs it. */
function termAt(
  namespace: string,
  name: string,
  expiry: Incident | undefined,
  timeMs: number,
): CertificateTerm {
  if (!expiry) return certificateTerm(namespace, name, timeMs);
  const { startMs, endMs = Infinity } = expiry;
  return timeMs < endMs ? expiringTerm(startMs) : renewedTerm(endMs);
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
