import '@testing-library/jest-dom';
import { layOutForTests } from '@orrery/backstage-plugin-clusters-react/testing';

layOutForTests();
jest.setTimeout(30_000);
