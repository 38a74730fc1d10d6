import { BlockList, isIP } from 'node:net';

/** Ranges that are not reachable from the internet. Source: IANA special-purpose address registries. */
const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv6');
}

/**
 * Whether a URL's host name could be a server on the internet: a public IP address, or a name with a public-looking suffix. Names are not
 * resolved, so a public name that resolves to a private address passes.
 */
export function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  switch (isIP(host)) {
    case 4:
      return !privateRanges.check(host, 'ipv4');
    case 6:
      return !privateRanges.check(host, 'ipv6');
    default:
      return (
        host.includes('.') &&
        !/\.(localhost|local|internal|svc|cluster|lan|home|corp|test|invalid)$/i.test(
          host,
        )
      );
  }
}
