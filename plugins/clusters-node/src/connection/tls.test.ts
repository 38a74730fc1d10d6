import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { createClusterCertificates } from '@orrery/cluster-simulator';
import type { ClusterAuth, ClusterTls } from '../cluster/ClusterEntry';
import { connectTo } from '../__testUtils__/connectTo';
import { podList, pods } from '../__testUtils__/pods';
import {
  json,
  startFakeApiServer,
  type FakeApiServer,
} from '../__testUtils__/startFakeApiServer';

const certificates = createClusterCertificates('prod-eu');
const others = createClusterCertificates('prod-us');
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('TLS to a cluster with its own CA', () => {
  let server: FakeApiServer;
  let folder: string;
  let clientNames: (string | undefined)[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orrery-tls-'));
    clientNames = [];
    server = await startFakeApiServer({
      cert: certificates.serverCertificatePem,
      key: certificates.serverKeyPem,
      ca: certificates.caPem,
      requestCert: true,
      rejectUnauthorized: false,
    });
    server.always((request, response) => {
      const socket = response.socket as TLSSocket;
      const { subject } = socket.getPeerCertificate();
      clientNames.push(socket.authorized ? String(subject.CN) : undefined);
      json(podList(['a']))(request, response);
    });
  });

  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function listWith(
    tls: ClusterTls | undefined,
    auth: ClusterAuth = { kind: 'anonymous' },
  ) {
    const connection = connectTo({ url: server.url, tls, auth });
    try {
      return (await connection.list(pods)).items.length;
    } finally {
      await connection.dispose();
    }
  }

  it('trusts the given CA', async () => {
    expect(await listWith({ ca: certificates.caPem })).toBe(1);
  });

  it.each([
    ['no CA is given', undefined],
    ["another cluster's CA is given", { ca: others.caPem }],
  ])('refuses the server when %s', async (_, tls) => {
    await expect(listWith(tls)).rejects.toMatchObject({
      code: 'unreachable',
      message:
        'cluster prod-eu: list pods: the server certificate is not trusted',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('refuses a certificate for another host, unless tls-server-name says so', async () => {
    const ca = certificates.caPem;
    await expect(
      listWith({ ca, serverName: 'api.example.org' }),
    ).rejects.toMatchObject({
      message:
        'cluster prod-eu: list pods: the server certificate is for another host name',
    });
    expect(await listWith({ ca, serverName: 'kubernetes' })).toBe(1);
  });

  it('checks nothing when told so', async () => {
    expect(await listWith({ skipVerify: true })).toBe(1);
  });

  it('signs in with a client certificate of a kubeconfig', async () => {
    await listWith(
      { ca: certificates.caPem },
      {
        kind: 'kubeconfig',
        user: {
          name: 'u',
          certData: base64(certificates.adminCertificatePem),
          keyData: base64(certificates.adminKeyPem),
        },
      },
    );
    expect(clientNames).toEqual(['kubernetes-admin']);
  });

  it('signs in with a client certificate of an exec plugin', async () => {
    const script = join(folder, 'login.cjs');
    const credential = {
      kind: 'ExecCredential',
      status: {
        clientCertificateData: certificates.adminCertificatePem,
        clientKeyData: certificates.adminKeyPem,
      },
    };
    await writeFile(
      script,
      `console.log(${JSON.stringify(JSON.stringify(credential))})`,
    );
    await listWith(
      { ca: certificates.caPem },
      {
        kind: 'kubeconfig',
        user: {
          name: 'u',
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: process.execPath,
            args: [script],
            env: [],
            provideClusterInfo: true,
          },
        },
      },
    );
    expect(clientNames).toEqual(['kubernetes-admin']);
  });

  it('follows a CA file that rotates, without a restart', async () => {
    const caFile = join(folder, 'ca.crt');
    await writeFile(caFile, others.caPem);
    const connection = connectTo({ url: server.url, tls: { caFile } });
    await expect(connection.list(pods)).rejects.toMatchObject({
      code: 'unreachable',
    });
    await writeFile(caFile, certificates.caPem);
    await utimes(caFile, 5_000, 5_000);
    expect((await connection.list(pods)).items).toHaveLength(1);
    await connection.dispose();
  });

  it('opens new connections for a new client certificate, and only then', async () => {
    const certFile = join(folder, 'cert.pem');
    const keyFile = join(folder, 'key.pem');
    await writeFile(certFile, others.adminCertificatePem);
    await writeFile(keyFile, others.adminKeyPem);
    const connection = connectTo({
      url: server.url,
      tls: { ca: certificates.caPem },
      auth: { kind: 'kubeconfig', user: { name: 'u', certFile, keyFile } },
    });
    for (let call = 0; call < 5; call++) await connection.list(pods);
    const before = server.connectionCount();
    expect(before).toBeLessThanOrEqual(2);
    await writeFile(certFile, certificates.adminCertificatePem);
    await writeFile(keyFile, certificates.adminKeyPem);
    await utimes(certFile, 5_000, 5_000);
    await utimes(keyFile, 5_000, 5_000);
    await connection.list(pods);
    expect(server.connectionCount()).toBeGreaterThan(before);
    expect(clientNames.slice(-2)).toEqual([undefined, 'kubernetes-admin']);
    await connection.dispose();
  });

  it('says that a CA file cannot be read', async () => {
    const caFile = join(folder, 'missing.crt');
    await expect(listWith({ caFile })).rejects.toMatchObject({
      code: 'unreachable',
      reason: 'CAFile',
      message: `cluster prod-eu: list pods: cannot read the CA file ${caFile}`,
    });
  });
});
