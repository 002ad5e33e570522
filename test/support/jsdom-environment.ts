import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-jsdom';
import { compiledOnce } from './compiled-once';
import { endingStorages } from './ending-storages';

Object.assign(vm, { compileFunction: compiledOnce(vm) });
const environment = endingStorages(TestEnvironment);

export { environment as default };
