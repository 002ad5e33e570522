import { TestEnvironment } from 'jest-environment-node';
import { endingStorages } from './ending-storages';

const environment = endingStorages(TestEnvironment);

export { environment as default };
