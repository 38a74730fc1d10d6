import type { HttpClusterConnection } from '../connection/HttpClusterConnection';
import { connectTo } from './connectTo';
import { createTestClock, type TestClock } from './createTestClock';
import { startFakeApiServer, type FakeApiServer } from './startFakeApiServer';

/** What the tests of a block talk to; new for each test, under the same names. */
export interface ScriptedConnection {
  readonly server: FakeApiServer;
  readonly connection: HttpClusterConnection;
  readonly clock: TestClock;
}

/** Gives each test of the calling block a scripted API server and a connection that signs in with `token`. */
export function scriptedConnection(token: string): ScriptedConnection {
  const clock = createTestClock();
  let server: FakeApiServer;
  let connection: HttpClusterConnection;

  beforeEach(async () => {
    server = await startFakeApiServer();
    clock.sleeps.length = 0;
    connection = connectTo(
      { url: server.url, auth: { kind: 'token', token } },
      { clock },
    );
  });

  afterEach(async () => {
    await connection.dispose();
    await server.close();
  });

  return {
    clock,
    get server() {
      return server;
    },
    get connection() {
      return connection;
    },
  };
}
