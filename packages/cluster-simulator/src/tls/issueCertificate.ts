import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { isIP } from 'node:net';
import {
  bits,
  der,
  derTrue,
  integer,
  objectIdentifier,
  octets,
  sequence,
  set,
  utcTime,
  utf8,
} from './der';

const dayMs = 86_400_000;

/** ECDSA with SHA-256 (RFC 5758), Ed25519 (RFC 8410). */
const signatureAlgorithms = {
  ec: sequence(objectIdentifier('1.2.840.10045.4.3.2')),
  ed25519: sequence(objectIdentifier('1.3.101.112')),
};

export interface CertificateSubject {
  readonly commonName: string;
  readonly organizations?: readonly string[];
}

export interface CertificateRequest {
  readonly subject: CertificateSubject;
  readonly purpose: 'authority' | 'server' | 'client';
  /** DNS names and IP addresses that a server certificate covers. */
  readonly hosts?: readonly string[];
  readonly nowMs: number;
  /** Missing for an authority, which signs itself. */
  readonly issuer?: IssuedCertificate;
  /** From a day ago for five years when missing. */
  readonly validity?: { readonly fromMs: number; readonly toMs: number };
  /** A key and a serial number of which the certificate is a function, byte for byte; new ones when missing. */
  readonly identity?: CertificateIdentity;
}

export interface CertificateIdentity {
  /** Ed25519: its signatures are always the same. */
  readonly privateKey: KeyObject;
  /** 16 bytes. */
  readonly serial: Buffer;
}

export interface IssuedCertificate {
  readonly subject: CertificateSubject;
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Issues an X.509 v3 certificate, with a new P-256 key unless told otherwise (RFC 5280, RFC 5758). */
export function issueCertificate({
  subject,
  purpose,
  hosts = [],
  nowMs,
  issuer,
  validity = { fromMs: nowMs - dayMs, toMs: nowMs + 5 * 365 * dayMs },
  identity,
}: CertificateRequest): IssuedCertificate {
  const { privateKey, publicKey } = identity
    ? {
        privateKey: identity.privateKey,
        publicKey: createPublicKey(identity.privateKey),
      }
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = issuer ?? { subject, privateKey, publicKey };
  const isEdwards = signer.privateKey.asymmetricKeyType === 'ed25519';
  const signatureAlgorithm = signatureAlgorithms[isEdwards ? 'ed25519' : 'ec'];
  const serial = Buffer.from(identity?.serial ?? randomBytes(16));
  serial[0] = (serial[0] & 0x7f) | 0x40;
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    signatureAlgorithm,
    nameOf(signer.subject),
    sequence(utcTime(validity.fromMs), utcTime(validity.toMs)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(...extensionsOf(purpose, hosts, publicKey, signer.publicKey)),
    ),
  );
  const signature = sign(isEdwards ? null : 'sha256', body, signer.privateKey);
  const certificate = sequence(body, signatureAlgorithm, bits(signature));
  return {
    subject,
    certificatePem: toPem('CERTIFICATE', certificate),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    privateKey,
    publicKey,
  };
}

function nameOf({
  commonName,
  organizations = [],
}: CertificateSubject): Buffer {
  const attribute = (type: string, value: string) =>
    set(sequence(objectIdentifier(type), utf8(value)));
  return sequence(
    ...organizations.map(organization => attribute('2.5.4.10', organization)),
    attribute('2.5.4.3', commonName),
  );
}

function extensionsOf(
  purpose: CertificateRequest['purpose'],
  hosts: readonly string[],
  publicKey: KeyObject,
  issuerKey: KeyObject,
): readonly Buffer[] {
  const critical = (type: string, value: Buffer) =>
    sequence(objectIdentifier(type), derTrue, octets(value));
  const extension = (type: string, value: Buffer) =>
    sequence(objectIdentifier(type), octets(value));
  const identifiers = [
    extension('2.5.29.14', octets(keyIdentifier(publicKey))),
    extension('2.5.29.35', sequence(der(0x80, keyIdentifier(issuerKey)))),
  ];
  if (purpose === 'authority') {
    return [
      critical('2.5.29.19', sequence(derTrue)),
      critical('2.5.29.15', bits(Buffer.from([0x06]), 1)),
      ...identifiers,
    ];
  }
  const usage =
    purpose === 'server' ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2';
  return [
    critical('2.5.29.19', sequence()),
    critical('2.5.29.15', bits(Buffer.from([0x80]), 7)),
    extension('2.5.29.37', sequence(objectIdentifier(usage))),
    ...identifiers,
    ...(hosts.length > 0
      ? [extension('2.5.29.17', sequence(...hosts.map(alternativeName)))]
      : []),
  ];
}

function alternativeName(host: string): Buffer {
  return isIP(host)
    ? der(0x87, addressBytes(host))
    : der(0x82, Buffer.from(host, 'ascii'));
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head, tail = ''] = address.split('::');
  const groups = (part: string) =>
    part.split(':').filter(group => group !== '');
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [
    ...groups(head),
    ...Array.from({ length: missing }, () => '0'),
    ...groups(tail),
  ];
  return Buffer.from(all.map(group => group.padStart(4, '0')).join(''), 'hex');
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

function toPem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join(
    '\n',
  )}\n-----END ${label}-----\n`;
}
