import { X509Certificate } from 'node:crypto';
import { createClusterCertificates } from './createClusterCertificates';

describe('createClusterCertificates()', () => {
  const { caPem, serverCertificatePem, adminCertificatePem } =
    createClusterCertificates('prod');
  const authority = new X509Certificate(caPem);
  const server = new X509Certificate(serverCertificatePem);
  const admin = new X509Certificate(adminCertificatePem);

  it('issues both certificates by the authority', () => {
    expect(authority.ca).toBe(true);
    expect(
      [server, admin].map(certificate => [
        certificate.ca,
        certificate.verify(authority.publicKey),
        certificate.checkIssued(authority),
      ]),
    ).toEqual([
      [false, true, true],
      [false, true, true],
    ]);
  });

  it('covers the loopback names', () => {
    expect(server.checkHost('localhost')).toBe('localhost');
    expect([server.checkIP('127.0.0.1'), server.checkIP('::1')]).toEqual([
      '127.0.0.1',
      '::1',
    ]);
    expect(server.checkHost('example.com')).toBeUndefined();
  });

  it('names the administrator and the group', () => {
    expect(admin.subject.split('\n').sort()).toEqual([
      'CN=kubernetes-admin',
      'O=system:masters',
    ]);
  });

  it('gives every cluster its own authority', () => {
    const other = new X509Certificate(createClusterCertificates('prod').caPem);
    expect(server.verify(other.publicKey)).toBe(false);
  });
});
