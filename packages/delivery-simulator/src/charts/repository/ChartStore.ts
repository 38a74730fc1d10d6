import {
  compareSemanticVersions,
  parseSemanticVersion,
  parseVersionRange,
} from '@orrery/go-template';
import { createHash } from 'node:crypto';
import type { ChartFiles } from '../../helm/chart/ChartFiles';
import {
  parseChartMetadata,
  type ChartMetadata,
} from '../../helm/chart/ChartMetadata';
import { readChartArchive } from '../../helm/chart/readChartArchive';
import { ChartError } from '../../helm/ChartError';

/** One version of a chart, as a repository keeps it. */
export interface StoredChart {
  readonly metadata: ChartMetadata;
  readonly files: ChartFiles;
  readonly archive: Buffer;
  /** SHA-256 of the archive, in hexadecimal. */
  readonly digest: string;
  readonly createdAtMs: number;
}

/** What `add` came to. */
export type AddedChart =
  | { readonly kind: 'added' | 'replaced'; readonly chart: StoredChart }
  | { readonly kind: 'exists' | 'full' };

const maxCharts = 500;
const maxBytes = 64 * 1024 * 1024;

/**
 * Charts in memory, at most 500 versions and 64 MiB.
 * - `versions` are sorted from the newest; `charts` by name.
 * - Listeners run after each change, in the order of the changes.
 */
export class ChartStore {
  readonly #charts = new Map<string, Map<string, StoredChart>>();
  readonly #listeners = new Set<() => void>();
  #count = 0;
  #bytes = 0;
  #changedAtMs = 0;

  /** When something changed last. */
  get changedAtMs(): number {
    return this.#changedAtMs;
  }

  names(): string[] {
    return [...this.#charts.keys()].sort();
  }

  versions(name: string): StoredChart[] {
    return [...(this.#charts.get(name)?.values() ?? [])].sort(newestFirst);
  }

  get(name: string, version: string): StoredChart | undefined {
    return this.#charts.get(name)?.get(version);
  }

  /** The newest version in a range; `""` and `latest` stand for the newest release. Undefined where none fits. */
  find(name: string, range: string): StoredChart | undefined {
    const versions = this.versions(name);
    const exact = this.get(name, range);
    if (exact !== undefined) return exact;
    const matches = parseVersionRange(range === 'latest' ? '' : range);
    return versions.find(({ metadata }) => {
      const version = parseSemanticVersion(metadata.version);
      return version !== undefined && matches?.(version) === true;
    });
  }

  /** Reads an archive and keeps it. Throws a ChartError for what is no chart. */
  async add(
    archive: Buffer,
    nowMs: number,
    replaces = false,
  ): Promise<AddedChart> {
    const files = await readChartArchive(archive);
    const metadata = parseChartMetadata(files);
    const { name, version } = metadata;
    const existing = this.get(name, version);
    if (existing !== undefined && !replaces) return { kind: 'exists' };
    const bytes =
      this.#bytes + archive.length - (existing?.archive.length ?? 0);
    const count = this.#count + (existing === undefined ? 1 : 0);
    if (bytes > maxBytes || count > maxCharts) return { kind: 'full' };
    const digest = createHash('sha256').update(archive).digest('hex');
    const chart: StoredChart = {
      metadata,
      files,
      archive,
      digest,
      createdAtMs: nowMs,
    };
    const versions = this.#charts.get(name) ?? new Map<string, StoredChart>();
    versions.set(version, chart);
    this.#charts.set(name, versions);
    this.#bytes = bytes;
    this.#count = count;
    this.#announce(nowMs);
    return { kind: existing === undefined ? 'added' : 'replaced', chart };
  }

  delete(name: string, version: string, nowMs: number): boolean {
    const chart = this.get(name, version);
    if (chart === undefined) return false;
    const versions = this.#charts.get(name);
    versions?.delete(version);
    if (versions?.size === 0) this.#charts.delete(name);
    this.#bytes -= chart.archive.length;
    this.#count -= 1;
    this.#announce(nowMs);
    return true;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** As `get`, but fails in Helm's words. */
  require(name: string, range: string, repositoryUrl: string): StoredChart {
    const found = this.find(name, range);
    if (found !== undefined) return found;
    const reason = this.#charts.has(name)
      ? `chart "${name}" version "${range}" not found`
      : `chart "${name}" not found`;
    throw new ChartError(
      'not-found',
      `${reason} in ${repositoryUrl} repository`,
    );
  }

  #announce(nowMs: number): void {
    this.#changedAtMs = Math.max(nowMs, this.#changedAtMs);
    for (const listener of [...this.#listeners]) listener();
  }
}

function newestFirst(left: StoredChart, right: StoredChart): number {
  const [a, b] = [left, right].map(({ metadata }) =>
    parseSemanticVersion(metadata.version),
  );
  if (a === undefined || b === undefined) return 0;
  return compareSemanticVersions(b, a);
}
