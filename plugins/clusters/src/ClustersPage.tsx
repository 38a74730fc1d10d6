import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { Route, Routes } from 'react-router-dom';
import { ObjectPanel } from './object/ObjectPanel';
import { OverviewPage } from './overview/OverviewPage';
import { OBJECT_PATH } from './routes';

/** The overview, and below it a page for every object. */
export function ClustersPage() {
  return (
    <main>
      <Container>
        <Routes>
          <Route path="/" element={<OverviewPage />} />
          <Route path={OBJECT_PATH} element={<ObjectPanel />} />
          <Route path="*" element={<NotFoundErrorPage />} />
        </Routes>
      </Container>
    </main>
  );
}
