export interface ClusterUrlRules {
  /** A credential travels with every request. */
  readonly hasCredential: boolean;
  readonly skipVerify?: boolean;
}

/**
 * The URL without trailing slashes. Throws a `TypeError` for anything that is no http(s) URL, that holds a user name or password,
 * or that would send a credential in clear text to another machine (unless TLS checks are waived anyway).
 */
export function checkClusterUrl(url: string, rules: ClusterUrlRules): string {
  const parsed = parseUrl(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    throw new TypeError(`url must begin with https://, got ${parsed.protocol}`);
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new TypeError('url must not hold a user name or password');
  }
  if (parsed.search !== '' || parsed.hash !== '') {
    throw new TypeError('url must not have a query or fragment');
  }
  const isPlain = parsed.protocol === 'http:' && rules.hasCredential;
  if (isPlain && !rules.skipVerify && !isLoopbackHost(parsed.hostname)) {
    throw new TypeError(
      'url is http:// and would send the credential in clear text; use https://, or set skipTLSVerify',
    );
  }
  return url.replace(/\/+$/, '');
}

export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\./.test(hostname)
  );
}

export function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    // The URL itself is not quoted: it may hold a password.
    throw new TypeError('url is not a URL');
  }
}
