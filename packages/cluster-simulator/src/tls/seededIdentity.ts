import { createHash, createPrivateKey } from 'node:crypto';
import type { CertificateIdentity } from './issueCertificate';

/** What comes before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key and a serial number that depend on the text alone. They keep no secret: for simulated certificates only. */
export function seededIdentity(text: string): CertificateIdentity {
  const digest = (what: string) =>
    createHash('sha256').update(`${what}/${text}`).digest();
  return {
    privateKey: createPrivateKey({
      key: Buffer.concat([PKCS8_HEAD, digest('key')]),
      format: 'der',
      type: 'pkcs8',
    }),
    serial: digest('serial').subarray(0, 16),
  };
}
