import { stringMapAt, type KubernetesObject } from '@orrery/kubernetes-model';
import { HOOK, HOOK_DELETE_POLICY } from '../argoKinds';

/** When a hook runs. */
export type HookType = 'PreSync' | 'Sync' | 'PostSync' | 'SyncFail';

/** When a hook is taken away. */
export type HookDeletePolicy =
  | 'BeforeHookCreation'
  | 'HookSucceeded'
  | 'HookFailed';

/** What makes an object a hook. */
export interface Hook {
  /** Empty: it is skipped (`Skip`, or a Helm hook that Argo CD does not run). */
  readonly types: readonly HookType[];
  readonly deletePolicies: readonly HookDeletePolicy[];
}

const TYPES: readonly HookType[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail'];
const HELM_TYPES: Readonly<Record<string, HookType>> = {
  'pre-install': 'PreSync',
  'pre-upgrade': 'PreSync',
  'post-install': 'PostSync',
  'post-upgrade': 'PostSync',
};
const POLICIES: Readonly<Record<string, HookDeletePolicy>> = {
  BeforeHookCreation: 'BeforeHookCreation',
  HookSucceeded: 'HookSucceeded',
  HookFailed: 'HookFailed',
  'before-hook-creation': 'BeforeHookCreation',
  'hook-succeeded': 'HookSucceeded',
  'hook-failed': 'HookFailed',
};

/** The hook that an object is, by its annotations (Argo CD's, else Helm's); undefined for an ordinary resource. */
export function hookOf(object: KubernetesObject): Hook | undefined {
  const annotations = stringMapAt(object, 'metadata', 'annotations');
  const argo = annotations[HOOK];
  const helm = annotations['helm.sh/hook'];
  // A definition that Helm installs first is an ordinary resource here.
  if (argo === undefined && (helm === undefined || helm === 'crd-install')) {
    return undefined;
  }
  const types =
    argo === undefined
      ? wordsOf(helm).flatMap(word => HELM_TYPES[word] ?? [])
      : TYPES.filter(type => wordsOf(argo).includes(type));
  const policies = wordsOf(
    annotations[HOOK_DELETE_POLICY] ??
      annotations['helm.sh/hook-delete-policy'] ??
      '',
  ).flatMap(word => POLICIES[word] ?? []);
  return {
    types: [...new Set(types)],
    deletePolicies: policies.length > 0 ? policies : ['BeforeHookCreation'],
  };
}

/** Whether an object is for the time after its Application is gone. */
export function isPostDeleteHook(object: KubernetesObject): boolean {
  const annotations = stringMapAt(object, 'metadata', 'annotations');
  const argo = annotations[HOOK];
  return argo === undefined
    ? wordsOf(annotations['helm.sh/hook'] ?? '').includes('post-delete')
    : wordsOf(argo).includes('PostDelete');
}

function wordsOf(text: string): readonly string[] {
  return text.split(',').map(word => word.trim());
}
