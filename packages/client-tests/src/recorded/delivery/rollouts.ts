import type { CommandGroup } from '../Recorded';

export const rollouts: CommandGroup = {
  kind: 'commands',
  name: 'rollouts',
  about: 'A canary at its first pause, promoted as the plugin of kubectl does.',
  // There is one canary in the fleet.
  clients: ['kubectl 1.35'],
  cluster: 'prod-eu',
  steps: () => [
    {
      run: "kubectl wait rollout/gift-cards -n shop --for=jsonpath='{.status.phase}'=Paused --timeout=40s",
      stdout: 'rollout.argoproj.io/gift-cards condition met',
    },
    {
      run: 'kubectl get rollout gift-cards -n shop',
      stdout:
        /^NAME +DESIRED +CURRENT +UP-TO-DATE +AVAILABLE +AGE\ngift-cards +6 +\d +\d +\d +\d+d$/m,
    },
    {
      run: "kubectl get rollout gift-cards -n shop -o jsonpath='{.status.currentStepIndex} {.status.message}'",
      stdout: '1 CanaryPauseStep',
    },
    {
      run: `kubectl patch rollout gift-cards -n shop --subresource=status --type=merge -p '{"status":{"pauseConditions":null}}'`,
      stdout: 'rollout.argoproj.io/gift-cards patched',
    },
    {
      run: "kubectl wait rollout/gift-cards -n shop --for=jsonpath='{.status.currentStepIndex}'=3 --timeout=50s",
      stdout: 'rollout.argoproj.io/gift-cards condition met',
    },
    {
      run: "kubectl get rs -n shop -l app.kubernetes.io/name=gift-cards -o jsonpath='{.items[?(@.spec.replicas>0)].spec.replicas}'",
      stdout: '3 3',
    },
  ],
};
