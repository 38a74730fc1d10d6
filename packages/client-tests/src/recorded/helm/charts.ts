import type { CommandGroup } from '../Recorded';
import { shopChart } from './shopChart';

export const charts: CommandGroup = {
  kind: 'commands',
  name: 'charts',
  about: 'Charts made, checked, rendered against the cluster and packaged.',
  clients: ['helm 4'],
  files: shopChart('charts'),
  steps: ({ namespace }) => [
    { run: 'helm create demo', stdout: 'Creating demo' },
    {
      run: 'helm lint demo',
      stdout: [
        /^==> Linting demo$/m,
        /1 chart\(s\) linted, 0 chart\(s\) failed/,
      ],
    },
    {
      run: 'helm lint shop --strict --set replicas=many',
      code: 1,
      stdout: /\[ERROR\] [^]*replicas/,
      stderr: 'Error: 1 chart(s) linted, 1 chart(s) failed',
    },
    {
      run: 'helm template demo demo --validate --set autoscaling.enabled=true',
      stdout: /kind: HorizontalPodAutoscaler/,
      stderr: /^/,
    },
    {
      run: 'helm template shop shop --show-only templates/migrate.yaml',
      stdout: /^# Source: shop\/templates\/migrate\.yaml$/m,
    },
    {
      run: 'helm install demo demo --wait --timeout 40s',
      stdout: [/^STATUS: deployed$/m, /^1\. Get the application URL/m],
    },
    {
      run: `kubectl get deploy demo -o jsonpath='{.metadata.annotations}'`,
      stdout: new RegExp(
        `"meta\\.helm\\.sh/release-name":"demo","meta\\.helm\\.sh/release-namespace":"${namespace}"`,
      ),
    },
    {
      run: 'helm upgrade --install demo demo --set ingress.enabled=true --set replicaCount=2 --wait --timeout 40s',
      stdout: /^REVISION: 2$/m,
    },
    {
      run: 'kubectl get ingress demo',
      stdout: /^demo +<none> +chart-example\.local +\S* *80 +\d+s$/m,
    },
    { run: 'helm package shop', stdout: /shop-1\.0\.0\.tgz$/m },
    {
      run: 'helm show chart shop-1.0.0.tgz',
      stdout: /^description: A small shop\.$/m,
    },
    {
      run: 'helm install packed shop-1.0.0.tgz --skip-crds --dry-run=client',
      stdout: /^STATUS: pending-install$/m,
      stderr: /^/,
    },
    { run: 'helm uninstall demo', stdout: /^release "demo" uninstalled$/m },
  ],
};
