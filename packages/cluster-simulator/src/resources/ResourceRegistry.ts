import { groupVersionOf, ResourceDefinition } from './ResourceDefinition';

/** The kinds that a cluster serves, in order of discovery. Kinds may be added while the server runs. */
export class ResourceRegistry {
  readonly #definitions = new Map<string, ResourceDefinition>();

  constructor(definitions: readonly ResourceDefinition[]) {
    definitions.forEach(definition => this.add(definition));
  }

  /** Serves a kind from now on; one with the same group, version and plural is replaced. */
  add(definition: ResourceDefinition): void {
    this.#definitions.set(
      `${groupVersionOf(definition)}/${definition.plural}`,
      definition,
    );
  }

  remove(groupVersion: string, plural: string): void {
    this.#definitions.delete(`${groupVersion}/${plural}`);
  }

  find(groupVersion: string, plural: string): ResourceDefinition | undefined {
    return this.#definitions.get(`${groupVersion}/${plural}`);
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
