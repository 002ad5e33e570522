/** Settings in a real browser; in one file for what pages.test.ts says. */
import { sources } from './settings/sources';
import { workItem } from './settings/work-item';
import { thresholds } from './settings/thresholds';
import { installationCheck } from './settings/installation-check';

describe('sources', sources);
describe('work item', workItem);
describe('thresholds', thresholds);
describe('installation check', installationCheck);
