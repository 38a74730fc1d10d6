import { hookOf } from './hookOf';
import { kindOrderOf } from './kindOrderOf';
import { isOptionOn, parseSyncOptions } from './syncOptionsOf';

const annotated = (annotations: Record<string, string>) => ({
  metadata: { name: 'a', annotations },
});

describe('hookOf()', () => {
  it.each([
    [{}, undefined],
    [{ 'helm.sh/hook': 'crd-install' }, undefined],
    [
      { 'argocd.argoproj.io/hook': 'PreSync' },
      { types: ['PreSync'], deletePolicies: ['BeforeHookCreation'] },
    ],
    [
      {
        'argocd.argoproj.io/hook': 'PostSync, Sync',
        'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded,HookFailed',
      },
      {
        types: ['Sync', 'PostSync'],
        deletePolicies: ['HookSucceeded', 'HookFailed'],
      },
    ],
    [
      { 'argocd.argoproj.io/hook': 'Skip' },
      { types: [], deletePolicies: ['BeforeHookCreation'] },
    ],
    [
      {
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-delete-policy': 'hook-succeeded',
      },
      { types: ['PreSync'], deletePolicies: ['HookSucceeded'] },
    ],
    [
      { 'helm.sh/hook': 'test' },
      { types: [], deletePolicies: ['BeforeHookCreation'] },
    ],
  ])('reads %j', (annotations, hook) => {
    expect(hookOf(annotated({ ...annotations }))).toEqual(hook);
  });
});

describe('parseSyncOptions()', () => {
  it('lets the object have the last word', () => {
    const all = parseSyncOptions(['ServerSideApply=true', 'Replace']);
    const own = parseSyncOptions(['serversideapply=false', '']);
    expect([
      isOptionOn('ServerSideApply', own, all),
      isOptionOn('Replace', own, all),
    ]).toEqual([false, true]);
    expect(isOptionOn('PruneLast', own)).toBe(false);
  });
});

describe('kindOrderOf()', () => {
  it('puts namespaces first and unknown kinds last', () => {
    const kinds = ['Thing', 'Deployment', 'Service', 'ConfigMap', 'Namespace'];
    expect([...kinds].sort((a, b) => kindOrderOf(a) - kindOrderOf(b))).toEqual(
      [...kinds].reverse(),
    );
  });
});
