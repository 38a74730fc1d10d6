import { WebSocket } from 'ws';
import { startTestLoki, type TestLoki } from './testing/startTestLoki';

describe('tailLogs()', () => {
  let loki: TestLoki;
  beforeAll(async () => {
    loki = await startTestLoki();
  }, 60_000);
  afterAll(() => loki.stop());

  it('lets a client follow lines as they are written', async () => {
    const url = loki.url.replace('http', 'ws');
    const query = encodeURIComponent('{app="web"}');
    const start = `${loki.clock.nowMs() - 5_000}000000`;
    const socket = new WebSocket(
      `${url}/loki/api/v1/tail?query=${query}&limit=50&start=${start}`,
    );
    const linesOf = (message: Buffer) => {
      const { streams, dropped_entries: dropped } = JSON.parse(String(message));
      expect(dropped).toBeNull();
      return streams.flatMap(({ values }: { values: string[][] }) => values);
    };
    const next = () =>
      new Promise<Buffer>((resolve, reject) => {
        socket.once('message', data => resolve(Buffer.from(String(data))));
        socket.once('error', reject);
      });
    const connectedAtMs = loki.clock.nowMs();
    const past = linesOf(await next());
    expect(past.length).toBeGreaterThan(0);
    const followed = next();
    loki.clock.advance(30_000);
    const fresh = linesOf(await followed).map(([time]: string[]) =>
      Number(BigInt(time) / 1_000_000n),
    );
    expect(Math.min(...fresh)).toBeGreaterThan(connectedAtMs);
    const closed = new Promise(resolve => socket.once('close', resolve));
    socket.close();
    await closed;
  });
});
