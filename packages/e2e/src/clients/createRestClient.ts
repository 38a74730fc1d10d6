import type { TestPortal } from '../portal/TestPortal';

/** An answer of the portal's API. */
export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The portal's API for clusters, in the name of the guest. */
export type RestClient = (
  method: 'GET' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<RestAnswer>;

/** Signs in as guest, as the browser does. */
export async function createRestClient({
  backendUrl,
}: TestPortal): Promise<RestClient> {
  const signIn = await fetch(`${backendUrl}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  const token = parseToken(await signIn.json());
  return async (method, path, body) => {
    const response = await fetch(`${backendUrl}/api/clusters/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && {
          'content-type': 'application/merge-patch+json',
        }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

function parseToken(value: unknown): string {
  return (value as { backstageIdentity: { token: string } }).backstageIdentity
    .token;
}
