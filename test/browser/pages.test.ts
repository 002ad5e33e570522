/**
 * The pages in a real browser. They share a file, as those of Settings do: each more would start a browser, its cold processes and the emulated
 * cloud anew, for three seconds of the processor.
 */
import { overview } from './pages/overview';
import { routing } from './pages/routing';
import { experiment } from './pages/experiment';
import { reports } from './pages/reports';
import { burstWatch } from './pages/burst-watch';
import { emptyPool } from './pages/empty-pool';
import { consent } from './pages/consent';
import { confluencePage } from './pages/confluence-page';

describe('overview', overview);
describe('routing', routing);
describe('experiment', experiment);
describe('reports', reports);
describe('burst watch', burstWatch);
describe('empty pool', emptyPool);
describe('consent', consent);
describe('Confluence', confluencePage);
