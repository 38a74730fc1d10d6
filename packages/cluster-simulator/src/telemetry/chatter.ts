import { fractionOf } from '@orrery/telemetry-model';

/** What services say of their own work, by `namespace/name`. `{n}`, `{N}` and `{ms}` stand for numbers. */
const CHATTER: Readonly<Record<string, readonly string[]>> = {
  'shop/checkout-worker': [
    'order handed to fulfilment attempts={n}',
    'consumed {n} messages from checkout.confirmed lag={N}',
    'voucher redeemed campaign=autumn-{n}',
  ],
  'shop/inventory': [
    'reservations released after timeout: {n}',
    'stock snapshot written, {N} items in {ms} ms',
    'warehouse feed merged, {n} corrections',
  ],
  'shop/shipping': [
    'label printed carrier=postal weight_g={N}',
    'tracking poll done parcels={N} moved={n}',
    'rate card refreshed zones={n}',
  ],
  'shop/email': [
    'handed {n} mails to the relay, {n} deferred',
    'suppression list reloaded, {N} addresses',
    'template receipt-v3 rendered in {ms} ms',
  ],
  'platform/api-gateway': [
    'route table swapped, {n} routes, revision {N}',
    'rate limiter: {n} clients over budget',
    'upstream pool resized to {n} connections',
  ],
  'platform/auth': [
    'signing key {N} rotated in, {n} still trusted',
    'revoked {n} sessions on request',
    'token cache swept, {N} left',
  ],
  'platform/cert-manager': [
    'certificates.go:{n}] "Certificate is up to date and has not expired" secret="web-tls" renewal="{N}h"',
    'controller.go:{n}] "syncing item" logger="cert-manager.clusterissuers" resource_name="internal-ca"',
    'sync.go:{n}] "Watched secrets changed" count={n}',
  ],
  'platform/external-dns': [
    'All records are already up to date, there are no changes for the matching hosted zones',
    'Applying provider record filter for domains: [shop.example.] count={n}',
    'Desired change: UPSERT api.shop.example A ttl={n}',
  ],
  'search/search-api': [
    'query plan cache: {N} plans, {n} evicted',
    'synonyms reloaded, {N} entries in {ms} ms',
    'spell checker trained on {N} terms',
  ],
  'data/clickstream': [
    'batch flushed events={N} bytes={N} took={ms}ms',
    'dropped {n} events without consent',
    'sessionizer watermark advanced by {n}s',
  ],
  'data/redis': [
    '{N} changes in 300 seconds. Saving...',
    'DB saved on disk, {n} MB',
    'Synchronization with replica 10.20.{n}.{n}:6379 succeeded',
    'Background AOF rewrite finished in {ms} ms',
  ],
  'data/postgres': [
    'automatic analyze of table "shop.public.orders" system usage: elapsed: {ms} s',
    'automatic vacuum of table "shop.public.stock_movements": index scans: {n}, tuples: {N} removed',
    'checkpoint starting: time, {n} transactions pending',
  ],
  'payments/payments-db': [
    'automatic vacuum of table "payments.public.ledger_entries": index scans: {n}, tuples: {N} removed',
    'archived write-ahead log file "00000001000000{n}000000{n}" in {ms} ms',
    'logical replication apply worker for subscription "ledger" has caught up, lag {n} bytes',
  ],
  'monitoring/prometheus': [
    'component=tsdb msg="write block" mint={N} maxt={N} ulid=01JN{N} duration={ms}ms',
    'component=tsdb msg="Head GC completed" caller=truncateMemory duration={ms}ms',
    'component="scrape manager" msg="Reloading targets" pools={n}',
  ],
  'monitoring/alertmanager': [
    'component=dispatcher msg="Flushing notifications" alerts={n}',
    'component=cluster msg="gossip settled; proceeding" elapsed={ms}ms',
    'component=silences msg="Maintenance done" duration={ms}ms size={N}',
  ],
  'monitoring/loki': [
    'component=ingester msg="flushing stream" user=fake fp={N} num_chunks={n}',
    'component=compactor msg="compacting table" table=index_{N} took={ms}ms',
    'component=querier msg="queries executed" throughput={n}MB latency={ms}ms',
  ],
  'monitoring/kube-state-metrics': [
    'server.go:{n}] "Listed and watched resources" resource="pods" items={N}',
    'builder.go:{n}] "Active resources" resources={n}',
    'metrics_handler.go:{n}] "Autosharding disabled" total={N}',
  ],
  'monitoring/node-exporter': [
    'collector=filesystem msg="Parsed flag" excluded={n}',
    'collector=thermal_zone msg="collector succeeded" duration_ms={ms}',
    'collector=netclass msg="devices read" devices={n}',
  ],
  'monitoring/fluent-bit': [
    'input:tail:tail.0 inotify_fs_add(): inode={N} watch_fd={n}',
    'output:loki:loki.0 chunk flushed, {n} records in {ms} ms',
    'filter:kubernetes:kubernetes.0 metadata cached for {n} pods',
  ],
  'kube-system/kube-proxy': [
    'proxier.go:{n}] "Syncing iptables rules" ipFamily="IPv4"',
    'proxier.go:{n}] "Reloading service iptables data" numServices={n} numEndpoints={N}',
    'conntrack.go:{n}] "Deleting stale conntrack entries" count={n}',
  ],
  'kube-system/csi-node': [
    'mount_linux.go:{n}] Mounted volume at globalmount, took {ms}ms',
    'nodeserver.go:{n}] NodeGetVolumeStats: used {N} MiB, {n}% of inodes',
    'driver.go:{n}] GRPC call: /csi.v1.Node/NodePublishVolume',
  ],
  'kube-system/coredns': [
    'plugin/reload: Running configuration SHA512 = {N}c1f9',
    'plugin/kubernetes: watched {N} endpoint slices',
    'plugin/cache: served {N} from cache, {n} stale',
  ],
  'kube-system/metrics-server': [
    'server.go:{n}] "Scraping metrics" nodes={n}',
    'scraper.go:{n}] "Scrape finished" duration="{ms}ms" nodeCount={n} podCount={N}',
    'storage.go:{n}] "Storing node metrics" count={n}',
  ],
  'kube-system/cluster-autoscaler': [
    'static_autoscaler.go:{n}] Starting main loop',
    'scale_down.go:{n}] {n} nodes are not utilized below the threshold',
    'klogx.go:{n}] Pods unschedulable: {n}',
  ],
};

const DOERS =
  'sweeper importer planner indexer broker ranker exporter notifier matcher archiver watcher compiler'.split(
    ' ',
  );
const DEEDS =
  'merged expired refreshed queued settled replayed rebuilt trimmed reconciled verified grouped mirrored'.split(
    ' ',
  );
const THINGS =
  'accounts assets bookings drafts feeds invoices leads maps notes offers parcels quotes rules seats tickets uploads'.split(
    ' ',
  );

/** What a service says of its own work; of one that nobody has described, what its name suggests to nobody else. O(1). */
export function chatterOf(namespace: string, name: string): readonly string[] {
  const known = CHATTER[`${namespace}/${name}`];
  if (known) return known;
  return [0, 1, 2].map(sentence => {
    const pick = (words: readonly string[], what: string) =>
      words[
        Math.floor(
          fractionOf(`${namespace}/${name}/${sentence}/${what}`) * words.length,
        )
      ];
    const deed = pick(DEEDS, 'deed');
    return `${pick(DOERS, 'doer')}: ${deed} {N} ${pick(
      THINGS,
      'thing',
    )} in {ms} ms, {n} ${pick(THINGS, 'left')} left`;
  });
}
