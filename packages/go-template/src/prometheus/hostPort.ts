/** `web.example:80` is `web.example`; what is no host with a port stays. */
export function stripPort(hostPort: string): string {
  return split(hostPort)?.host ?? hostPort;
}

/** `web.example:80` is `web:80`; addresses stay. */
export function stripDomain(hostPort: string): string {
  const { host, port } = split(hostPort) ?? { host: hostPort, port: '' };
  if (/^[\d.]+$/.test(host) || host.includes(':')) return hostPort;
  const [first] = host.split('.');
  return port === '' ? first : `${first}:${port}`;
}

function split(hostPort: string): { host: string; port: string } | undefined {
  const found = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:]*)$/.exec(hostPort);
  return found === null
    ? undefined
    : { host: found[1] ?? found[2], port: found[3] };
}
