import { dirname, isAbsolute, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { ClusterEntry, KubeconfigUser } from '../cluster/ClusterEntry';
import type { SourceListing } from '../registry/ClusterSource';
import { checkClusterUrl } from './checkClusterUrl';
import { collectEntries, joinListings } from './collectEntries';
import { decodeCa } from './decodeCa';
import {
  kubeconfigCluster,
  kubeconfigFile,
  kubeconfigUser,
} from './kubeconfigSchema';

export interface ParseKubeconfigOptions {
  /** Relative paths in the file count from its folder. */
  readonly file: string;
  /** Default: every context. */
  readonly contexts?: readonly string[];
  readonly writes?: boolean;
}

/**
 * A kubeconfig's contexts as clusters named like the contexts. Throws a `TypeError` when the file as a whole is unusable; a broken
 * context is a problem with its name.
 */
export function parseKubeconfig(
  text: string,
  options: ParseKubeconfigOptions,
): SourceListing {
  const config = kubeconfigFile.parse(parseDocument(text));
  const { contexts: wanted } = options;
  const chosen = config.contexts.filter(
    context => wanted?.includes(context.name) ?? true,
  );
  const missing = (wanted ?? []).filter(
    name => !config.contexts.some(context => context.name === name),
  );
  const parsed = collectEntries(
    chosen,
    context => context.name,
    ({ name, context }): ClusterEntry => {
      const cluster = named(config.clusters, context.cluster)?.cluster;
      if (cluster === undefined) {
        throw new TypeError(`its cluster "${context.cluster}" is not defined`);
      }
      const user = userOf(config.users, context.user, options.file);
      return { name, ...clusterOf(cluster, user, options) };
    },
  );
  return joinListings([
    parsed,
    {
      entries: [],
      problems: missing.map(entry => ({
        entry,
        message: 'the kubeconfig has no such context',
      })),
    },
  ]);
}

function parseDocument(text: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    // The parser's message quotes the line, which may hold a token.
    throw new TypeError('the kubeconfig is not valid YAML');
  }
}

function clusterOf(
  value: unknown,
  user: KubeconfigUser | undefined,
  { file, writes }: ParseKubeconfigOptions,
): Omit<ClusterEntry, 'name'> {
  const cluster = kubeconfigCluster.parse(value);
  const data = cluster['certificate-authority-data'];
  const caFile = cluster['certificate-authority'];
  const proxyUrl = cluster['proxy-url'];
  const skipVerify = cluster['insecure-skip-tls-verify'];
  if (proxyUrl !== undefined && !/^https?:/.test(proxyUrl)) {
    throw new TypeError('proxy-url must be http:// or https://');
  }
  return {
    url: checkClusterUrl(cluster.server, {
      hasCredential: user !== undefined,
      skipVerify,
    }),
    tls: {
      ca: data && decodeCa(data),
      caFile: absolute(caFile, file),
      serverName: cluster['tls-server-name'],
      skipVerify,
    },
    auth: user ? { kind: 'kubeconfig', user } : { kind: 'anonymous' },
    proxyUrl,
    writes,
  };
}

function userOf(
  users: z.infer<typeof kubeconfigFile>['users'],
  name: string | undefined,
  file: string,
): KubeconfigUser | undefined {
  if (name === undefined) return undefined;
  const value = named(users, name)?.user;
  if (value === undefined)
    throw new TypeError(`its user "${name}" is not defined`);
  const user = kubeconfigUser.parse(value);
  const { exec } = user;
  if (exec?.interactiveMode === 'Always') {
    throw new TypeError(`exec plugin "${exec.command}" needs a terminal`);
  }
  return {
    name,
    token: user.token,
    tokenFile: absolute(user.tokenFile, file),
    username: user.username,
    password: user.password,
    certData: user['client-certificate-data'],
    certFile: absolute(user['client-certificate'], file),
    keyData: user['client-key-data'],
    keyFile: absolute(user['client-key'], file),
    exec: exec && {
      apiVersion: exec.apiVersion,
      command: commandPath(exec.command, file),
      args: exec.args,
      env: exec.env,
      provideClusterInfo: exec.provideClusterInfo,
      installHint: exec.installHint,
    },
    authProvider: user['auth-provider'],
    impersonate:
      user.as === undefined
        ? undefined
        : {
            user: user.as,
            groups: user['as-groups'],
            uid: user['as-uid'],
            extra: user['as-user-extra'],
          },
  };
}

function absolute(path: string | undefined, file: string): string | undefined {
  return path && resolve(dirname(file), path);
}

/** As client-go: a command with a path counts from the kubeconfig's folder, a bare name is searched on the PATH. */
function commandPath(command: string, file: string): string {
  const isBareName = !/[\\/]/.test(command);
  return isBareName || isAbsolute(command)
    ? command
    : resolve(dirname(file), command);
}

function named<T extends { readonly name: string }>(
  list: readonly T[],
  name: string,
): T | undefined {
  return list.find(item => item.name === name);
}
