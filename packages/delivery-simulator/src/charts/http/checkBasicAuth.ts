import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './HttpExchange';

/** Who may use a server. */
export interface ServerUsers {
  /** Passwords by name; without users, everybody may do everything. */
  readonly users?: ReadonlyMap<string, string>;
  /** Whether reading needs no name. */
  readonly allowsAnonymousReads?: boolean;
}

/** Whether a request may be answered by HTTP basic authentication. */
export function checkBasicAuth(
  request: HttpRequest,
  { users, allowsAnonymousReads }: ServerUsers,
): boolean {
  if (users === undefined || users.size === 0) return true;
  const header = request.headers.authorization;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (header === undefined) return isRead && allowsAnonymousReads === true;
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header) ?? [];
  if (encoded === undefined) return false;
  const [name, ...rest] = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .split(':');
  const password = users.get(name);
  return password !== undefined && isSame(password, rest.join(':'));
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
