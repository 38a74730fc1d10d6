import { DEFAULT_RULE_FILES } from '@orrery/cluster-simulator';

import { type Service, startService } from '../services/startService';
import { liveRules } from './liveRules';

/** What a federation asks for: all that exporters tell, and nothing that rules make. */
const federated =
  '{__name__=~"kube_.+|container_.+|node_.+|kubelet_.+|hubble_.+|coredns_.+|certmanager_.+|up"}';

/** Begins the names of what was scraped from `/metrics`. */
export const expositionPrefix = 'exposition:';

/**
 * A real Prometheus that scrapes a simulated one twice: `/federate`, whose samples carry the times at which the simulated one took them, and
 * `/metrics`, under other names, whose samples get the time of the scrape. It has our rules, and some that need no series.
 */
export function startScrapingPrometheus(
  prometheusUrl: string,
): Promise<Service> {
  const { host } = new URL(prometheusUrl);
  const rules = Object.fromEntries(
    [...DEFAULT_RULE_FILES].map(([path, value]) => [
      path.split('/').at(-1) ?? path,
      JSON.stringify(value),
    ]),
  );
  const files = { ...rules, 'live.yml': JSON.stringify(liveRules) };
  const static_configs = [{ targets: [host] }];
  const config = {
    global: { scrape_interval: '1s', evaluation_interval: '1m' },
    rule_files: Object.keys(files),
    scrape_configs: [
      {
        job_name: 'federate',
        honor_labels: true,
        metrics_path: '/federate',
        params: { 'match[]': [federated] },
        static_configs,
      },
      {
        job_name: 'exposition',
        honor_labels: true,
        scrape_interval: '5s',
        scrape_timeout: '5s',
        static_configs,
        metric_relabel_configs: [
          {
            source_labels: ['__name__'],
            target_label: '__name__',
            replacement: `${expositionPrefix}$1`,
          },
        ],
      },
    ],
  };
  return startService({
    command: 'prometheus',
    args: (port, folder) => [
      '--config.file=prometheus.yml',
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    files: { ...files, 'prometheus.yml': JSON.stringify(config) },
  });
}
