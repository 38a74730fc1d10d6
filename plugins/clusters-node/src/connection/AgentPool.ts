import { createHash } from 'node:crypto';
import { Agent, errors, ProxyAgent, type Dispatcher } from 'undici';

/** Streams get connections of their own, so that open watches never starve calls. */
export type ConnectionPurpose = 'call' | 'stream';

/** What identifies a TLS connection: whom to trust and who we are. PEM throughout. */
export interface TlsIdentity {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly serverName?: string;
  readonly skipVerify?: boolean;
}

export interface AgentPoolOptions {
  readonly proxyUrl?: string;
  /** Until the headers of an answer arrive; default 30 000. */
  readonly headersTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
}

const callConnections = 16;

/**
 * Keep-alive connections of one cluster: one agent per purpose. When a certificate or CA changes, new requests use a new
 * agent and the old one closes after its running requests.
 */
export class AgentPool {
  readonly #options: AgentPoolOptions;
  readonly #current = new Map<
    ConnectionPurpose,
    { fingerprint: string; agent: Dispatcher }
  >();
  readonly #retired = new Set<Dispatcher>();
  #isDisposed = false;

  constructor(options: AgentPoolOptions = {}) {
    this.#options = options;
  }

  agentFor(purpose: ConnectionPurpose, identity: TlsIdentity): Dispatcher {
    if (this.#isDisposed) throw new errors.ClientDestroyedError();
    const fingerprint = fingerprintOf(identity);
    const current = this.#current.get(purpose);
    if (current?.fingerprint === fingerprint) return current.agent;
    const agent = this.#createAgent(purpose, identity);
    this.#current.set(purpose, { fingerprint, agent });
    if (current) this.#retire(current.agent);
    return agent;
  }

  /** Ends running requests too. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const agents = [
      ...[...this.#current.values()].map(({ agent }) => agent),
      ...this.#retired,
    ];
    this.#current.clear();
    await Promise.all(agents.map(agent => agent.destroy()));
  }

  #retire(agent: Dispatcher): void {
    this.#retired.add(agent);
    const forget = () => {
      this.#retired.delete(agent);
    };
    // Closing fails only when the agent was destroyed meanwhile, which `dispose` reports.
    agent.close().then(forget, forget);
  }

  #createAgent(purpose: ConnectionPurpose, identity: TlsIdentity): Dispatcher {
    const tls = {
      ca: identity.ca,
      cert: identity.cert,
      key: identity.key,
      servername: identity.serverName,
      rejectUnauthorized: !identity.skipVerify,
    };
    const shape = {
      connections: purpose === 'call' ? callConnections : null,
      pipelining: 1,
      headersTimeout: this.#options.headersTimeoutMs ?? 30_000,
      bodyTimeout: purpose === 'call' ? 30_000 : 0,
      keepAliveTimeout: 15_000,
    };
    if (this.#options.proxyUrl !== undefined) {
      return new ProxyAgent({
        ...shape,
        uri: this.#options.proxyUrl,
        requestTls: tls,
      });
    }
    return new Agent({
      ...shape,
      connect: {
        ...tls,
        timeout: this.#options.connectTimeoutMs ?? 10_000,
        keepAlive: true,
        keepAliveInitialDelay: 30_000,
      },
    });
  }
}

function fingerprintOf(identity: TlsIdentity): string {
  const { ca, cert, key, serverName, skipVerify } = identity;
  return createHash('sha256')
    .update(JSON.stringify([ca, cert, key, serverName, skipVerify]))
    .digest('base64');
}
