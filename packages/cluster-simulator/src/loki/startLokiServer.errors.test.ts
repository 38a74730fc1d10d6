import { WebSocket } from 'ws';
import { startTestLoki, type TestLoki } from './testing/startTestLoki';

describe('what a Loki refuses', () => {
  let loki: TestLoki;
  beforeAll(async () => {
    loki = await startTestLoki();
  }, 60_000);
  afterAll(() => loki.stop());

  it.each([
    [
      'query_range',
      { query: '{app="web"' },
      400,
      'parse error at line 1, col 11: syntax error: unexpected $end, expecting } or ,',
    ],
    [
      'query_range',
      { query: '{app="web"} |~ "("' },
      400,
      'parse error : error parsing regexp: missing closing ): `(`',
    ],
    [
      'query',
      { query: '{app="web"}' },
      400,
      'log queries are not supported as an instant query type, please change your query to a range query type',
    ],
    [
      'query_range',
      { query: '{app="web"}', limit: '5001' },
      400,
      'max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)',
    ],
    [
      'query_range',
      { query: '{app="web"}', limit: '0' },
      400,
      'limit must be a positive value',
    ],
    [
      'query_range',
      { query: '{app="web"}', direction: 'up' },
      400,
      "invalid direction 'up'",
    ],
    [
      'query_range',
      { query: '{app="web"}', start: '20', end: '10' },
      400,
      'end timestamp must not be before or equal to start time',
    ],
    [
      'query_range',
      { query: '{app="web"}', start: '1000000000', end: '1100000000' },
      400,
      'the query time range exceeds the limit (query length: 27778h0m0s, limit: 30d1h)',
    ],
    [
      'query_range',
      { query: 'rate({app="web"}[1m])', step: '0' },
      400,
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      'query_range',
      { query: '{app="web"}', since: '300' },
      400,
      'could not parse \'since\' parameter: not a valid duration string: "300"',
    ],
    [
      'labels',
      { start: 'noon' },
      400,
      'could not parse \'start\' parameter: strconv.ParseInt: parsing "noon": invalid syntax',
    ],
    [
      'query',
      { query: 'vector(1)', time: 'noon' },
      400,
      'strconv.ParseInt: parsing "noon": invalid syntax',
    ],
    [
      'query_range',
      { query: '{app="web"}', interval: '-1' },
      400,
      'interval must be >= 0',
    ],
    [
      'index/volume',
      { query: '{app="web"}', aggregateBy: 'x' },
      400,
      'invalid aggregation option',
    ],
    [
      'detected_fields',
      { query: '{app="web"}', line_limit: '0' },
      400,
      'limit must be a positive value',
    ],
    ['nothing', {}, 404, '404 page not found'],
    ['push', {}, 405, 'this Loki is simulated'],
  ])('answers %s %j with %s', async (path, parameters, status, text) => {
    const response = await loki.ask(path, parameters);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toContain(text);
  });

  it.each([
    ['{app="web"', 400],
    ['rate({app="web"}[1m])', 400],
    ['{app="web"} |~ "("', 400],
  ])('refuses to tail %s', async (query, status) => {
    const url = loki.url.replace('http', 'ws');
    const socket = new WebSocket(
      `${url}/loki/api/v1/tail?query=${encodeURIComponent(query)}`,
    );
    const refused = await new Promise<number | undefined>(resolve => {
      socket.once('unexpected-response', (request, response) => {
        request.destroy();
        resolve(response.statusCode);
      });
    });
    socket.on('error', () => {});
    expect(refused).toBe(status);
  });
});
