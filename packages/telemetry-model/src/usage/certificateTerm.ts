import { fractionOf } from '../noise/hash';

const DAY_MS = 86_400_000;
/** Certificates live 90 days and are renewed 30 days before their end. */
const LIFETIME_MS = 90 * DAY_MS;
const RENEWED_MS = 60 * DAY_MS;

/** From when to when a certificate is valid. */
export interface CertificateTerm {
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/**
 * The certificate that a service has at a moment when its renewals succeed: 90 days, renewed every 60, at a time of its
 * own. Whole seconds in milliseconds; any time is valid; throws nothing. O(1).
 */
export function certificateTerm(
  namespace: string,
  name: string,
  timeMs: number,
): CertificateTerm {
  const phaseMs = fractionOf(`${namespace}/${name}/certificate`) * RENEWED_MS;
  const round = Math.floor((timeMs + phaseMs) / RENEWED_MS);
  const notBeforeMs =
    Math.floor((round * RENEWED_MS - phaseMs) / 1_000) * 1_000;
  return { notBeforeMs, notAfterMs: notBeforeMs + LIFETIME_MS };
}

/** The certificate of which the renewal failed: it ends at a moment. */
export function expiringTerm(endMs: number): CertificateTerm {
  const notAfterMs = Math.floor(endMs / 1_000) * 1_000;
  return { notBeforeMs: notAfterMs - LIFETIME_MS, notAfterMs };
}

/** The certificate that somebody renewed by hand at a moment. */
export function renewedTerm(atMs: number): CertificateTerm {
  const notBeforeMs = Math.floor(atMs / 1_000) * 1_000;
  return { notBeforeMs, notAfterMs: notBeforeMs + LIFETIME_MS };
}
