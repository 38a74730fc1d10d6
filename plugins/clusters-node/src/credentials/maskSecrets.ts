/**
 * Text of other programs with everything masked that could be a credential: long runs of token characters (JWTs, base64, hex)
 * and the userinfo of URLs. Masks too much rather than too little.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(/\/\/[^\s/@]+@/g, '//***@')
    .replace(/[A-Za-z0-9_\-+=.~]{24,}/g, '***');
}
