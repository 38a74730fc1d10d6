import { compileMatchers, type Labels } from '@orrery/promql';

import type { InhibitRule } from './AlertmanagerConfig';
import type { ManagedAlert } from './AlertStore';

/**
 * The fingerprint of the alert that inhibits labels, among those that fire; undefined where none does. Of several it is the first by
 * fingerprint (Alertmanager takes any). Source: Alertmanager 0.25, `inhibit.Inhibitor.Mutes`.
 */
export type Inhibitor = (labels: Labels) => string | undefined;

/** Prepares the rules; the returned function takes the alerts that fire, by fingerprint. */
export function createInhibitor(
  rules: readonly InhibitRule[],
): (firing: ReadonlyMap<string, ManagedAlert>) => Inhibitor {
  const compiled = rules.map(({ sourceMatchers, targetMatchers, equal }) => ({
    isSource: compileMatchers(sourceMatchers),
    isTarget: compileMatchers(targetMatchers),
    equal,
  }));
  return firing => {
    const prepared = compiled.map(rule => ({
      ...rule,
      sources: [...firing]
        .filter(([, { labels }]) => rule.isSource(labels))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    }));
    return labels => {
      for (const { isSource, isTarget, equal, sources } of prepared) {
        if (!isTarget(labels)) continue;
        // What fits both sides is not inhibited by its like.
        const isBoth = isSource(labels);
        const found = sources.find(
          ([, source]) =>
            equal.every(name => source.labels[name] === labels[name]) &&
            !(isBoth && isTarget(source.labels)),
        );
        if (found !== undefined) return found[0];
      }
      return undefined;
    };
  };
}
