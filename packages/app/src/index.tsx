import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import { app } from './app';
import './theme/orrery.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
ReactDOM.createRoot(root).render(app.createRoot());
