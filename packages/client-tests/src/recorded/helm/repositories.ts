import type { CommandGroup } from '../Recorded';
import { shopChart } from './shopChart';

export const repositories: CommandGroup = {
  kind: 'commands',
  name: 'repositories',
  about: 'Charts of the chart repository and of the OCI registry.',
  clients: ['helm 4'],
  files: shopChart('repositories'),
  steps: ({ chartsUrl, registryUrl, namespace }) => [
    {
      run: `helm repo add shop ${chartsUrl}`,
      stdout: '"shop" has been added to your repositories',
    },
    {
      run: 'helm repo update',
      stdout:
        /^\.\.\.Successfully got an update from the "shop" chart repository$/m,
    },
    {
      run: 'helm search repo shop/',
      stdout: [
        /^NAME\s+CHART VERSION\s+APP VERSION\s+DESCRIPTION\s*$/m,
        /^shop\/storefront\s+\d+\.\d+\.\d+\s/m,
      ],
    },
    {
      run: 'helm search repo shop/payments --versions -o json',
      stdout: /("name":"shop\/payments".*){2}/,
    },
    {
      run: 'helm show values shop/storefront',
      stdout: /^\w+:/m,
    },
    { run: 'helm pull shop/redis-cache --untar' },
    {
      run: 'helm show chart redis-cache',
      stdout: /^name: redis-cache$/m,
    },
    {
      run: 'helm install cache shop/redis-cache --wait --timeout 40s',
      stdout: /^STATUS: deployed$/m,
    },
    {
      run: 'helm pull shop/nothing',
      code: 1,
      stderr: /chart "nothing" .*not found/,
    },
    { run: 'helm package shop', stdout: /shop-1\.0\.0\.tgz$/m },
    {
      run: `helm push shop-1.0.0.tgz ${registryUrl}/${namespace} --plain-http`,
      stdout: /^/,
      stderr: [
        /^Pushed: \S+\/shop:1\.0\.0$/m,
        /^Digest: sha256:[0-9a-f]{64}$/m,
      ],
    },
    {
      run: `helm show chart ${registryUrl}/${namespace}/shop --plain-http`,
      stdout: /^description: A small shop\.$/m,
      stderr: /^Pulled: /,
    },
    {
      run: `helm pull ${registryUrl}/${namespace}/shop --version 1.0.0 --plain-http`,
      stdout: /^/,
      stderr: /^/,
    },
    {
      run: `helm pull ${registryUrl}/${namespace}/shop --version 9.9.9 --plain-http`,
      code: 1,
      stderr: /not found/,
    },
    {
      run: `helm install shop ${registryUrl}/${namespace}/shop --plain-http --wait --timeout 40s`,
      stdout: /^STATUS: deployed$/m,
      stderr: /^/,
    },
    {
      run: 'helm list -q',
      stdout: 'cache\nshop',
    },
    {
      run: 'helm uninstall cache shop',
      stdout: /^release "shop" uninstalled$/m,
    },
    {
      run: 'helm repo remove shop',
      stdout: '"shop" has been removed from your repositories',
    },
  ],
};
