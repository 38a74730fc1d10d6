/** A TCP port as text. Throws an Error that names what was sent. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`port must be 1–65535, got "${text.slice(0, 20)}"`);
  return port;
}
