/** PEM from a `caData` value: base64 of PEM as Kubernetes writes it, or PEM as it is. Throws a `TypeError` otherwise. */
export function decodeCa(data: string): string {
  const text = data.includes('-----BEGIN CERTIFICATE-----')
    ? data
    : Buffer.from(data, 'base64').toString('utf8');
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new TypeError('caData is not the base64 of a PEM certificate');
  }
  return text;
}
