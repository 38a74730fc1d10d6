import type { CommandGroup } from '../Recorded';
import { shopChart } from './shopChart';

export const releases: CommandGroup = {
  kind: 'commands',
  name: 'releases',
  about:
    'The life of a release: waits, hooks, tests, a failure that is rolled back.',
  clients: ['helm 4'],
  files: shopChart('releases'),
  steps: ({ namespace }) => [
    { run: 'helm version --short', stdout: /^v4\.\d+\.\d+\+g\w+$/m },
    {
      run: 'helm install shop shop --wait --timeout 40s',
      stdout: [
        /^NAME: shop$/m,
        /^STATUS: deployed\nREVISION: 1$/m,
        /^Served as shop-web\.$/m,
      ],
    },
    {
      run: 'helm install shop shop',
      code: 1,
      stderr: /cannot re-?use a name that is still in use/,
    },
    {
      run: 'helm install other shop --set replicas=-1',
      code: 1,
      stderr: /values don't meet the specifications of the schema[^]*replicas/,
    },
    {
      run: 'helm list',
      stdout: new RegExp(
        `^shop\\s+${namespace}\\s+1\\s.*\\sdeployed\\s+shop-1\\.0\\.0\\s+2026`,
        'm',
      ),
    },
    {
      run: 'helm list -A --deployed -o json --filter ^shop$',
      stdout: /"name":"shop","namespace":"releases-helm","revision":"1"/,
    },
    {
      run: 'helm status shop',
      stdout: [
        /^STATUS: deployed$/m,
        /==> v1\/Deployment\n[^]*shop-web\s+2\/2\s+2\s+2/,
      ],
    },
    {
      run: 'kubectl get secrets -l owner=helm',
      stdout: `
NAME TYPE DATA AGE
sh.helm.release.v1.shop.v1 helm.sh/release.v1 1 <age>`,
    },
    {
      run: 'helm test shop --timeout 30s',
      stdout: /^TEST SUITE: +shop-connects\n[^]*^Phase: +Succeeded$/m,
    },
    {
      run: 'helm upgrade shop shop --set tag=2.0.0 --wait --timeout 40s',
      stdout: [
        /^Release "shop" has been upgraded\. Happy Helming!$/m,
        /^REVISION: 2$/m,
      ],
    },
    {
      run: "kubectl get deploy shop-web -o jsonpath='{.spec.template.spec.containers[0].image} {.status.readyReplicas}'",
      stdout: 'trial/web:2.0.0 2',
    },
    {
      run: 'helm get values shop',
      stdout: 'USER-SUPPLIED VALUES:\ntag: 2.0.0',
    },
    {
      run: 'helm get values shop --all -o json',
      stdout: '{"replicas":2,"tag":"2.0.0"}',
    },
    { run: 'helm get manifest shop', stdout: /image: "trial\/web:2\.0\.0"/ },
    { run: 'helm get notes shop', stdout: 'NOTES:\nServed as shop-web.' },
    {
      run: 'helm get hooks shop',
      stdout: [/kind: Job/, /helm\.sh\/hook: pre-upgrade/],
    },
    { run: 'helm get metadata shop', stdout: /^REVISION: 2$/m },
    {
      run: 'helm upgrade shop shop --set tag=missing --wait --timeout 5s',
      code: 1,
      stderr:
        /UPGRADE FAILED: resource Deployment\/releases-helm\/shop-web not ready/,
    },
    {
      run: 'helm history shop',
      stdout: [
        /^1\s.*\ssuperseded\s.*\sInstall complete\s*$/m,
        /^2\s.*\sdeployed\s.*\sUpgrade complete\s*$/m,
        /^3\s.*\sfailed\s/m,
      ],
    },
    {
      run: 'helm upgrade shop shop --set tag=missing --rollback-on-failure --timeout 5s',
      code: 1,
      stderr:
        /UPGRADE FAILED: release shop failed, and has been rolled back due to rollback-on-failure being set/,
    },
    {
      run: 'helm history shop --max 2',
      stdout: [/^4\s.*\sfailed\s/m, /^5\s.*\sdeployed\s.*\sRollback to 2\s*$/m],
    },
    {
      run: 'helm rollback shop 1 --wait --timeout 40s',
      stdout: 'Rollback was a success! Happy Helming!',
    },
    {
      run: "kubectl get deploy shop-web -o jsonpath='{.spec.template.spec.containers[0].image}'",
      stdout: 'trial/web:1.0.0',
    },
    {
      run: 'helm upgrade shop shop --dry-run=server --set replicas=3',
      stdout: [/^STATUS: pending-upgrade$/m, /replicas: 3/],
    },
    {
      run: 'helm upgrade shop shop --reset-values --set replicas=1 --description smaller',
      stdout: /^REVISION: 7$/m,
    },
    {
      run: 'helm uninstall shop --wait --timeout 40s --keep-history',
      stdout: /^release "shop" uninstalled$/m,
    },
    {
      run: 'helm list --uninstalled -q',
      stdout: 'shop',
    },
    {
      run: 'kubectl get deploy,svc,widgets',
      stderr: /^No resources found/,
    },
    {
      run: 'helm uninstall shop',
      stdout: /^release "shop" uninstalled$/m,
    },
    {
      run: 'helm status shop',
      code: 1,
      stderr: /release: not found/,
    },
  ],
};
