import { mockCredentials } from '@backstage/backend-test-utils';
import { startsClustersApi } from './__testUtils__/startClustersApi';

const start = startsClustersApi();

describe('GET /health', () => {
  it('answers without a sign-in', async () => {
    const { get } = await start({ clusters: [] });
    const none = mockCredentials.none.header();
    expect(
      (await get('/health').set('Authorization', none).expect(200)).body,
    ).toEqual({ status: 'ok' });
    expect(
      (await get('/health/ready').set('Authorization', none).expect(200)).body,
    ).toEqual({ status: 'ready' });
  });
});
