import { formatQuantity, ZERO_QUANTITY } from '@orrery/kubernetes-model';
import type { Amounts } from '../../admission/podAmounts';
import type { QuotaLedger } from '../../admission/quota/QuotaLedger';
import type { Controller, ControllerContext } from '../ControllerContext';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';

/** Writes into the status of each ResourceQuota what is used of it, as the ledger knows it. */
export function createQuotaController(
  { store, clock, reportError }: ControllerContext,
  ledger: QuotaLedger,
): Controller {
  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => reportError(error, `quota ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const account = ledger.account(namespace, name);
    if (!account) return;
    const { hard, used } = account;
    store.update('resourcequotas', account.quota, current => ({
      ...current,
      status: {
        hard: textsOf(hard, hard),
        used: textsOf(hard, used),
      },
    }));
  }

  store.list('resourcequotas').forEach(quota => queue.add(keyOf(quota)));
  const unsubscribe = ledger.subscribe(quota => queue.add(keyOf(quota)));
  return {
    dispose: () => {
      unsubscribe();
      queue.dispose();
    },
  };
}

function textsOf(names: Amounts, amounts: Amounts): Record<string, string> {
  return Object.fromEntries(
    [...names.keys()].map(name => [
      name,
      formatQuantity(amounts.get(name) ?? ZERO_QUANTITY),
    ]),
  );
}
