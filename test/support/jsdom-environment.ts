import { TestEnvironment } from 'jest-environment-jsdom';
import { endingStorages } from './ending-storages';

const environment = endingStorages(TestEnvironment);

export { environment as default };
