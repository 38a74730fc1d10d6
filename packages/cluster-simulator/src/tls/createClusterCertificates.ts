import { issueCertificate } from './issueCertificate';

/** The keys of one cluster; keep them to let a kubeconfig outlive a restart. All PEM. */
export interface ClusterCertificates {
  readonly caPem: string;
  readonly serverCertificatePem: string;
  readonly serverKeyPem: string;
  readonly adminCertificatePem: string;
  readonly adminKeyPem: string;
}

/** A new authority with a server certificate for the loopback names and a client certificate in `system:masters`. */
export function createClusterCertificates(
  clusterName: string,
  nowMs: number = Date.now(),
): ClusterCertificates {
  const issuer = issueCertificate({
    subject: { commonName: `${clusterName}-ca` },
    purpose: 'authority',
    nowMs,
  });
  const server = issueCertificate({
    subject: { commonName: 'kube-apiserver' },
    purpose: 'server',
    hosts: [
      'localhost',
      '127.0.0.1',
      '::1',
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
    ],
    nowMs,
    issuer,
  });
  const admin = issueCertificate({
    subject: {
      commonName: 'kubernetes-admin',
      organizations: ['system:masters'],
    },
    purpose: 'client',
    nowMs,
    issuer,
  });
  return {
    caPem: issuer.certificatePem,
    serverCertificatePem: server.certificatePem,
    serverKeyPem: server.keyPem,
    adminCertificatePem: admin.certificatePem,
    adminKeyPem: admin.keyPem,
  };
}
