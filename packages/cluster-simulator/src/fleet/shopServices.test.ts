import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { SHOP_SERVICES } from './shopServices';

const entities = parseAllDocuments(
  readFileSync(
    resolve(__dirname, '../../../../examples/entities.yaml'),
    'utf8',
  ),
).map(document => document.toJS());

describe('SHOP_SERVICES', () => {
  it('belong to the components of the example catalog, all of them', () => {
    const components = entities
      .filter(entity => entity.kind === 'Component')
      .map(entity => entity.metadata.annotations['backstage.io/kubernetes-id']);
    expect([...components].sort()).toEqual(
      [...new Set(SHOP_SERVICES.map(service => service.component))].sort(),
    );
  });

  it('live in the namespace that the catalog names', () => {
    for (const service of SHOP_SERVICES) {
      const entity = entities.find(
        each =>
          each.kind === 'Component' && each.metadata.name === service.component,
      );
      expect({
        component: service.component,
        namespace:
          entity.metadata.annotations['backstage.io/kubernetes-namespace'],
      }).toEqual({
        component: service.component,
        namespace: service.namespace,
      });
    }
  });

  it('are not two of a kind', () => {
    const looks = SHOP_SERVICES.map(
      each => `${each.cpuMillis}m ${each.memoryMebibytes}Mi`,
    );
    expect(new Set(looks).size).toBe(SHOP_SERVICES.length);
    const names = SHOP_SERVICES.map(each => `${each.namespace}/${each.name}`);
    expect(new Set(names).size).toBe(SHOP_SERVICES.length);
  });
});
