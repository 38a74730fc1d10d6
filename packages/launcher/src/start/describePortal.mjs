/**
 * What somebody who has just started the portal needs to know.
 * @param {object} options
 * @param {string} options.url
 * @param {import('./choosePortalMode.mjs').PortalMode} options.mode
 * @param {boolean} options.write
 * @param {number} options.seconds how long the start took
 * @param {string} [options.controlUrl] where the simulated fleet takes commands
 * @returns {string}
 */
export function describePortal({ url, mode, write, seconds, controlUrl }) {
  const lines = [
    '',
    `Orrery is ready after ${seconds} s: ${url}  (sign in with «Enter»)`,
    '',
  ];
  if (mode.kind === 'simulated') {
    lines.push(
      'Shown: a simulated fleet. Look first at the service «checkout»:',
      `  ${url}/catalog/default/component/checkout/apps`,
      'Then change it from another terminal and watch the tab:',
      `  export KUBECONFIG=${mode.kubeconfig}`,
      '  kubectl config get-contexts',
      '  kubectl -n shop scale deployment checkout-worker --replicas=30',
      '  kubectl -n shop rollout restart deployment checkout-api',
    );
    if (controlUrl !== undefined) {
      const port = new URL(controlUrl).port;
      lines.push(
        `Where its Prometheus, Loki, git and charts are: curl ${controlUrl}/endpoints`,
        'Let something go wrong, or see what is planned:',
        `  npm run sim -- incident start slow-database --service payments-db --at -30m --control-port ${port}`,
        `  npm run sim -- incident schedule --control-port ${port}`,
      );
    }
  } else {
    const source = mode.kubeconfig ?? 'app-config.local.yaml';
    lines.push(
      `Shown: the clusters of ${source}, ${
        write
          ? 'with changes allowed (--write)'
          : 'read-only (--write allows changes)'
      }.`,
      `  ${url}/clusters`,
    );
  }
  return [...lines, '', 'Ctrl-C ends everything.'].join('\n');
}
