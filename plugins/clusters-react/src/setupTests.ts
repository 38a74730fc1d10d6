import '@testing-library/jest-dom';
import { layOutForTests } from './testing/layOutForTests';

layOutForTests();
jest.setTimeout(30_000);
