import { z } from 'zod';

/** Go writes absent fields as `null` or `""`; both mean "not set". */
const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);

function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform(value => value ?? []);
}

/** The frame of a kubeconfig: each named part is parsed when a context uses it. */
export const kubeconfigFile = z.object({
  clusters: listOf(z.object({ name: z.string(), cluster: z.unknown() })),
  users: listOf(z.object({ name: z.string(), user: z.unknown() })),
  contexts: listOf(
    z.object({
      name: z.string().min(1),
      context: z.object({ cluster: z.string(), user: text }),
    }),
  ),
});

export const kubeconfigCluster = z.object({
  server: z.string().min(1),
  'tls-server-name': text,
  'insecure-skip-tls-verify': z.boolean().optional(),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'proxy-url': text,
});

export const kubeconfigUser = z.object({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  as: text,
  'as-uid': text,
  'as-groups': z.array(z.string()).optional(),
  'as-user-extra': z.record(z.string(), z.array(z.string())).optional(),
  exec: z
    .object({
      apiVersion: z.string(),
      command: z.string().min(1),
      args: listOf(z.string()),
      env: listOf(z.object({ name: z.string(), value: z.string() })),
      installHint: text,
      provideClusterInfo: z.boolean().default(false),
      interactiveMode: z.enum(['Never', 'IfAvailable', 'Always']).optional(),
    })
    .optional(),
  'auth-provider': z
    .object({
      name: z.string(),
      config: z
        .record(z.string(), z.unknown())
        .nullish()
        .transform(config => config ?? {}),
    })
    .optional(),
});
