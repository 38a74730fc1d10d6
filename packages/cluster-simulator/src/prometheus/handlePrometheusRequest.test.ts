import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { handlePrometheusRequest } from './handlePrometheusRequest';
import type { PrometheusRequest } from './PrometheusApi';

describe('handlePrometheusRequest()', () => {
  const seen: PrometheusRequest[] = [];
  const plain = 'text/plain; charset=utf-8';
  let steps = 0;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      handlePrometheusRequest(
        function* answer(asked) {
          seen.push(asked);
          yield;
          if (asked.path.endsWith('/endless')) {
            for (;;) {
              steps += 1;
              yield;
            }
          }
          if (asked.path.endsWith('/refused')) {
            const allow = ['GET', 'OPTIONS'];
            return { status: 405, contentType: plain, text: '', allow };
          }
          return asked.path.endsWith('/text')
            ? { status: 404, contentType: plain, text: 'gone\n' }
            : { status: 200, contentType: 'application/json', text: '["é"]' };
        },
        request,
        response,
      ).catch(error => response.destroy(error));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise(resolve => server.close(resolve)));
  beforeEach(() => seen.splice(0));

  const asked = () =>
    seen.map(({ method, path, parameters }) => [
      ...[method, path, parameters.toString()],
    ]);

  it('passes path and parameters of a GET and answers JSON', async () => {
    const response = await fetch(`${url}/api/v1/query?query=a%2Bb&time=1`);
    expect(asked()).toStrictEqual([
      ['GET', '/api/v1/query', 'query=a%2Bb&time=1'],
    ]);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(['é']);
  });

  it('joins the form of a POST with the URL, the form first', async () => {
    await fetch(`${url}/api/v1/series?match[]=b`, {
      method: 'POST',
      body: new URLSearchParams({ 'match[]': 'a' }),
    });
    expect(seen[0].parameters.getAll('match[]')).toStrictEqual(['a', 'b']);
  });

  it('ignores bodies that are no form', async () => {
    await fetch(`${url}/x`, { method: 'POST', body: 'query=1' });
    expect(asked()).toStrictEqual([['POST', '/x', '']]);
  });

  it('sends texts as texts', async () => {
    const response = await fetch(`${url}/text`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe(plain);
    expect(await response.text()).toBe('gone\n');
  });

  it('refuses a form of more than a megabyte without asking the API', async () => {
    const response = await fetch(`${url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: 'x'.repeat(1024 * 1024) }),
    });
    expect(response.status).toBe(413);
    expect(seen).toStrictEqual([]);
  });

  it('takes a path that is no escape as it is', async () => {
    await fetch(`${url}/api/v1/label/%zz/values`);
    expect(asked()).toStrictEqual([['GET', '/api/v1/label/%zz/values', '']]);
  });

  it('lets pages of other origins ask, and says which methods a path knows', async () => {
    const asking = { method: 'OPTIONS', headers: { Origin: 'http://x' } };
    const response = await fetch(`${url}/api/v1/query`, asking);
    expect([response.status, seen]).toEqual([204, []]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const refused = await fetch(`${url}/api/v1/refused`, { method: 'PUT' });
    expect(refused.headers.get('allow')).toBe('GET, OPTIONS');
  });

  it('gives up what nobody waits for', async () => {
    const gone = new AbortController();
    const answer = fetch(`${url}/api/v1/endless`, {
      signal: gone.signal,
    }).catch((error: Error) => error.name);
    while (steps === 0) await fetch(`${url}/text`);
    gone.abort();
    expect(await answer).toBe('AbortError');
    let before = -1;
    while (steps > before) {
      before = steps;
      await fetch(`${url}/text`);
    }
  });
});
