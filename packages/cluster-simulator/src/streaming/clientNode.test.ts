import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import {
  Attach,
  Exec,
  KubeConfig,
  PortForward,
  type V1Status,
} from '@kubernetes/client-node';
import { startSimulator, type Simulator } from '../startSimulator';

/** The client library that portals use, unmodified, against a living cluster. */
describe('streams of pods with @kubernetes/client-node', () => {
  let simulator: Simulator;
  let config: KubeConfig;
  let pod: string;
  const container = 'checkout-api';
  const namespace = 'shop';

  beforeAll(async () => {
    simulator = await startSimulator({
      clusters: ['edge'],
      quiet: true,
      seed: 5,
    });
    config = new KubeConfig();
    config.loadFromString(simulator.kubeconfig);
    config.setCurrentContext('edge');
    const found = simulator.clusters[0].store
      .list('pods', namespace)
      .find(({ metadata }) => metadata.name.startsWith(container));
    pod = found?.metadata.name ?? '';
  }, 60_000);
  afterAll(() => simulator.stop());

  const collect = () => {
    const chunks: Buffer[] = [];
    return {
      stream: new Writable({
        write(chunk, _encoding, done) {
          chunks.push(Buffer.from(chunk));
          done();
        },
      }),
      text: () => Buffer.concat(chunks).toString('utf8'),
    };
  };

  const exec = (
    command: string[],
    stdin: Readable | null = null,
    tty = false,
  ) =>
    new Promise<{ status: V1Status; out: string; err: string }>(
      (resolve, reject) => {
        const out = collect();
        const err = collect();
        new Exec(config)
          .exec(
            namespace,
            pod,
            container,
            command,
            out.stream,
            err.stream,
            stdin,
            tty,
            status =>
              // The last of the output may come behind the status.
              setImmediate(() =>
                resolve({ status, out: out.text(), err: err.text() }),
              ),
          )
          .catch(reject);
      },
    );

  it('runs a command and tells output, errors and exit code apart', async () => {
    const { status, out, err } = await exec([
      'sh',
      '-c',
      'hostname; ls /nope; exit 3',
    ]);
    expect([out, err]).toEqual([
      `${pod}\n`,
      'ls: /nope: No such file or directory\n',
    ]);
    expect(status).toMatchObject({
      status: 'Failure',
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    });
  });

  it('carries large input and output whole', async () => {
    const text = 'x'.repeat(3_000_000);
    const { out } = await exec(
      [
        'sh',
        '-c',
        'head -c 3000000 > /tmp/big; wc -c < /tmp/big; cat /tmp/big | sha256sum',
      ],
      Readable.from([text]),
    );
    expect(out).toMatch(/^3000000\n[0-9a-f]{64} {2}-\n$/);
  });

  it('refuses a program that is not there', async () => {
    const { status } = await exec(['nope']);
    expect(status.message).toContain('executable file not found in $PATH');
  });

  it('refuses a container that does not run, before the stream opens', async () => {
    await expect(
      new Exec(config).exec(
        namespace,
        pod,
        'nope',
        ['ls'],
        null,
        null,
        null,
        false,
      ),
    ).rejects.toBeDefined();
  });

  it('forwards a port to the HTTP of a service', async () => {
    const forward = new PortForward(config);
    const connections = createServer(socket => {
      void forward.portForward(namespace, pod, [8080], socket, null, socket);
    });
    await new Promise<void>(resolve =>
      connections.listen(0, '127.0.0.1', resolve),
    );
    const { port } = connections.address() as AddressInfo;
    try {
      const body = await new Promise<string>((resolve, reject) => {
        request(
          { host: '127.0.0.1', port, path: '/version', agent: false },
          response => {
            let text = '';
            response.on('data', chunk => (text += chunk));
            response.on('end', () => resolve(text));
          },
        )
          .on('error', reject)
          .end();
      });
      expect(JSON.parse(body)).toMatchObject({ service: container, pod });
    } finally {
      connections.close();
    }
  });

  it('attaches to the log of the main process', async () => {
    const out = collect();
    const socket = await new Attach(config).attach(
      namespace,
      pod,
      container,
      out.stream,
      null,
      null,
      false,
    );
    for (let tries = 0; !out.text().includes('\n') && tries < 200; tries += 1)
      await new Promise(resolve => setTimeout(resolve, 50));
    socket.close();
    expect(out.text()).toContain('"service":"checkout-api"');
  }, 20_000);
});
