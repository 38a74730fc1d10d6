import type { Router } from 'express';
import { createShop } from '../__testUtils__/createShop';
import { startsClustersApi } from '../__testUtils__/startClustersApi';
import { apiOperations } from './apiOperations';
import { responseSchemas } from './responseSchemas';

const start = startsClustersApi();

describe('the OpenAPI document', () => {
  it('describes every route of the router, and no other', async () => {
    const { get, router } = await start({ clusters: [] });
    const { body } = await get('/v1/openapi.json').expect(200);
    const described = Object.entries<object>(body.paths).flatMap(
      ([path, item]) => Object.keys(item).map(method => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(routesOf(router).sort());
  });

  it('holds for the answers', async () => {
    const { get } = await start({ clusters: [createShop({ writes: true })] });
    for (const { method, path, response, contentType } of apiOperations) {
      if (method !== 'get' || contentType) continue;
      const url = path
        .replace('{cluster}', 'prod')
        .replace('{kind}', 'Pod')
        .replace('{name}', 'a');
      const needs = path === '/v1/objects' ? '?kind=Pod' : '?namespace=shop';
      const { body } = await get(`${url}${needs}`).expect(200);
      expect({
        path,
        ...responseSchemas[response].safeParse(body),
      }).toMatchObject({ path, success: true });
    }
    const { body } = await get('/v1/nothing').expect(404);
    expect(responseSchemas.Error.safeParse(body).success).toBe(true);
  });
});

/** What the router registers, in the notation of OpenAPI. */
function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route }) =>
    (route?.stack ?? []).map(
      ({ method }) => `${method} ${route?.path.replace(/:(\w+)/g, '{$1}')}`,
    ),
  );
}
