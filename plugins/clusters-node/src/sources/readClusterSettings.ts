import type { RootConfigService } from '@backstage/backend-plugin-api';
import { z } from 'zod';
import type { EntryProblem } from '../registry/ClusterSource';
import { nameOrPosition, wordsOf } from './collectEntries';

export interface KubeconfigSettings {
  readonly file: string;
  readonly contexts?: readonly string[];
  readonly writes?: boolean;
}

export interface ClusterOverride {
  readonly title?: string;
  readonly writes?: boolean;
}

/** `orrery.clusters` of app-config. */
export interface ClusterSettings {
  readonly writes: boolean;
  readonly kubeconfigs: readonly KubeconfigSettings[];
  readonly inCluster?: { readonly name: string; readonly writes?: boolean };
  /** By cluster name. */
  readonly overrides: Readonly<Record<string, ClusterOverride>>;
  /** Settings that were ignored; a broken switch counts as off. */
  readonly problems: readonly EntryProblem[];
}

/** Environment variables make strings of booleans. */
export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform(text => text === 'true'),
]);

const kubeconfig = z.strictObject({
  file: z.string().min(1),
  contexts: z.array(z.string().min(1)).optional(),
  writes: flag.optional(),
});

const inCluster = z.strictObject({
  name: z.string().min(1),
  writes: flag.optional(),
});

const override = z.strictObject({
  title: z.string().min(1).optional(),
  writes: flag.optional(),
});

const section = 'orrery.clusters';

/** Reads each setting by itself; a broken one is a problem with its name, and the others hold. */
export function readClusterSettings(
  config: Pick<RootConfigService, 'getOptional'>,
): ClusterSettings {
  const problems: EntryProblem[] = [];
  const read = <T>(schema: z.ZodType<T>, value: unknown, entry: string) => {
    if (value === undefined) return undefined;
    const result = schema.safeParse(value);
    if (!result.success) {
      problems.push({ entry, message: wordsOf(result.error) });
    }
    return result.data;
  };
  const at = (key: string) => config.getOptional(`${section}.${key}`);
  const list = (key: string) =>
    read(z.array(z.unknown()), at(key), `${section}.${key}`) ?? [];
  const record = (key: string) =>
    read(z.record(z.string(), z.unknown()), at(key), `${section}.${key}`) ?? {};
  return {
    writes: read(flag, at('writes'), `${section}.writes`) ?? false,
    kubeconfigs: list('kubeconfigs').flatMap((value, index) => {
      const entry = nameOrPosition(value, `${section}.kubeconfigs[${index}]`);
      return read(kubeconfig, value, entry) ?? [];
    }),
    inCluster: read(inCluster, at('inCluster'), `${section}.inCluster`),
    overrides: Object.fromEntries(
      Object.entries(record('overrides')).flatMap(([name, value]) => {
        const parsed = read(override, value, `${section}.overrides.${name}`);
        return parsed === undefined ? [] : [[name, parsed]];
      }),
    ),
    problems,
  };
}
