import { groupVersionOf, ResourceDefinition } from './ResourceDefinition';

/** The kinds that a cluster serves, in order of discovery. Kinds may be added while the server runs. */
export class ResourceRegistry {
  readonly #definitions = new Map<string, ResourceDefinition>();
  readonly #kinds = new Map<string, ResourceDefinition>();
  readonly #listeners = new Set<() => void>();

  constructor(definitions: readonly ResourceDefinition[]) {
    definitions.forEach(definition => this.add(definition));
  }

  /** Serves a kind from now on; one with the same group, version and plural is replaced. */
  add(definition: ResourceDefinition): void {
    const groupVersion = groupVersionOf(definition);
    this.#definitions.set(`${groupVersion}/${definition.plural}`, definition);
    this.#kinds.set(`${groupVersion}/${definition.kind}`, definition);
    this.#announce();
  }

  remove(groupVersion: string, plural: string): void {
    const definition = this.find(groupVersion, plural);
    if (!definition) return;
    this.#definitions.delete(`${groupVersion}/${plural}`);
    this.#kinds.delete(`${groupVersion}/${definition.kind}`);
    this.#announce();
  }

  /** Tells when kinds were added or removed, at once. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  find(groupVersion: string, plural: string): ResourceDefinition | undefined {
    return this.#definitions.get(`${groupVersion}/${plural}`);
  }

  findKind(groupVersion: string, kind: string): ResourceDefinition | undefined {
    return this.#kinds.get(`${groupVersion}/${kind}`);
  }

  all(): readonly ResourceDefinition[] {
    return [...this.#definitions.values()];
  }

  ofGroupVersion(groupVersion: string): readonly ResourceDefinition[] {
    return this.all().filter(
      definition => groupVersionOf(definition) === groupVersion,
    );
  }

  /** Groups with their versions, preferred version first: stable before beta before alpha, higher before lower. */
  groups(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const { group, version } of this.#definitions.values()) {
      const versions = groups.get(group);
      if (!versions) groups.set(group, [version]);
      else if (!versions.includes(version)) versions.push(version);
    }
    groups.forEach(versions => versions.sort(compareVersions));
    return groups;
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** As `k8s.io/apimachinery/pkg/version` orders them. */
function compareVersions(left: string, right: string): number {
  const [leftRank, rightRank] = [rankOf(left), rankOf(right)];
  for (const [index, rank] of leftRank.entries()) {
    if (rank !== rightRank[index]) return rightRank[index] - rank;
  }
  return left < right ? -1 : Number(left > right);
}

function rankOf(version: string): readonly number[] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return [0, 0, 0];
  const [, major, stage, minor = '0'] = match;
  const maturity = { alpha: 1, beta: 2 }[stage] ?? 3;
  return [maturity, Number(major), Number(minor)];
}
