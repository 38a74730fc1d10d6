import type { KubernetesObject } from '@orrery/kubernetes-model';
import { certificateTerm, type CertificateTerm } from '@orrery/telemetry-model';
import { toTimestamp } from '../controllers/ControllerContext';
import {
  issueCertificate,
  type IssuedCertificate,
} from '../tls/issueCertificate';
import { seededIdentity } from '../tls/seededIdentity';

const HOUR_MS = 3_600_000;
const ISSUER = {
  name: 'internal-ca',
  kind: 'ClusterIssuer',
  group: 'cert-manager.io',
};

/** The service that a certificate names. */
export interface CertifiedService {
  readonly namespace: string;
  readonly name: string;
  /** Further names, of its ingress. */
  readonly hosts: readonly string[];
}

/** What cert-manager keeps of a certificate. */
export interface CertificateObjects {
  readonly certificate: KubernetesObject;
  readonly secret: KubernetesObject;
}

/** The term of a service's certificate at a moment, as the telemetry model has it. */
export function termOf(
  { namespace, name }: CertifiedService,
  timeMs: number,
): CertificateTerm {
  return certificateTerm(namespace, name, timeMs);
}

/** A Certificate and its Secret with a real X.509 certificate of that term: the same bytes for the same term. About 0.3 ms. */
export function certificateObjects(
  service: CertifiedService,
  term: CertificateTerm,
  revision: number,
): CertificateObjects {
  const { namespace, name, hosts } = service;
  const metadata = {
    name: `${name}-tls`,
    namespace,
    labels: { 'app.kubernetes.io/name': name },
  };
  const dnsNames = [
    ...hosts,
    `${name}.${namespace}.svc`,
    `${name}.${namespace}.svc.cluster.local`,
  ];
  const issued = issue(service, dnsNames, term);
  return {
    certificate: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata,
      spec: {
        secretName: metadata.name,
        commonName: dnsNames[0].slice(0, 64),
        dnsNames,
        duration: '2160h0m0s',
        renewBefore: '720h0m0s',
        usages: ['server auth'],
        privateKey: { algorithm: 'Ed25519', rotationPolicy: 'Never' },
        issuerRef: ISSUER,
      },
      status: {
        revision,
        notBefore: toTimestamp(term.notBeforeMs),
        notAfter: toTimestamp(term.notAfterMs),
        renewalTime: toTimestamp(term.notAfterMs - 720 * HOUR_MS),
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'Ready',
            message: 'Certificate is up to date and has not expired',
            lastTransitionTime: toTimestamp(term.notBeforeMs),
            observedGeneration: 1,
          },
        ],
      },
    },
    secret: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        ...metadata,
        annotations: {
          'cert-manager.io/certificate-name': metadata.name,
          'cert-manager.io/common-name': dnsNames[0].slice(0, 64),
          'cert-manager.io/alt-names': dnsNames.join(','),
          'cert-manager.io/issuer-name': ISSUER.name,
          'cert-manager.io/issuer-kind': ISSUER.kind,
          'cert-manager.io/issuer-group': ISSUER.group,
        },
      },
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': encode(issued.certificatePem + authority().certificatePem),
        'tls.key': encode(issued.keyPem),
        'ca.crt': encode(authority().certificatePem),
      },
    },
  };
}

let known: IssuedCertificate | undefined;

/** The authority inside the simulated clusters: the same in every run. */
function authority(): IssuedCertificate {
  known ??= issueCertificate({
    subject: { commonName: ISSUER.name },
    purpose: 'authority',
    nowMs: Date.UTC(2025, 0, 1),
    validity: { fromMs: Date.UTC(2025, 0, 1), toMs: Date.UTC(2045, 0, 1) },
    identity: seededIdentity(ISSUER.name),
  });
  return known;
}

function issue(
  { namespace, name }: CertifiedService,
  hosts: readonly string[],
  term: CertificateTerm,
): IssuedCertificate {
  return issueCertificate({
    subject: { commonName: hosts[0].slice(0, 64) },
    purpose: 'server',
    hosts,
    nowMs: term.notBeforeMs,
    issuer: authority(),
    validity: { fromMs: term.notBeforeMs, toMs: term.notAfterMs },
    identity: seededIdentity(`${namespace}/${name}/${term.notBeforeMs}`),
  });
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}
