import type { HealthStatus } from '@orrery/kubernetes-model';
import type { LiveSummary } from './LiveQueries';

/** Counts rows by health; O(1) per change. */
export class SummaryCounter {
  readonly #byHealth = new Map<HealthStatus, number>();
  #total = 0;

  add(status: HealthStatus): void {
    this.#count(status, 1);
  }

  remove(status: HealthStatus): void {
    this.#count(status, -1);
  }

  /** States that do not occur are absent. */
  summary(): LiveSummary {
    const present = [...this.#byHealth].filter(([, count]) => count > 0);
    return { total: this.#total, byHealth: Object.fromEntries(present) };
  }

  #count(status: HealthStatus, change: number): void {
    this.#total += change;
    this.#byHealth.set(status, (this.#byHealth.get(status) ?? 0) + change);
  }
}
