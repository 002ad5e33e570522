import { randomBytes } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { ingest, type IngestContext } from './ingest';
import { SourceBook, unsignedReadsAMinute } from './source-book';
import { batchesAMinute, SourceRates } from '../protocol/source-rates';
import { makeSource, revokeSource, rotateSource } from '../ledger/sources';
import { newSourceId, isSourceIdOf } from '../ledger/source-id';
import { signatureHeader, signBatch, sourceHeader, timestampHeader } from '../protocol/signature';
import { openLedgerHarness, type LedgerHarness } from '../../test/support/ledger-harness';

let harness: LedgerHarness;
let storageCalls: string[];
let ingesting: IngestContext;

/** What a process knows when it has just begun. */
function beginProcess(): void {
  ingesting = {
    installationId: 'site-a',
    sources: new SourceBook(),
    rates: new SourceRates(),
    prices: () => Promise.resolve(undefined),
  };
}

beforeEach(() => {
  harness = openLedgerHarness();
  storageCalls = [];
  harness.faults = ({ path }) => {
    storageCalls.push(path);
    return null;
  };
  beginProcess();
});
afterEach(() => {
  harness.service.close();
});

interface Sender {
  id: string;
  secret: string;
}

async function newSender(app = 'Shop Sync'): Promise<Sender> {
  const made = await makeSource(app, 'PRODUCTION', harness.clock.now());
  if (made === 'full') throw new Error('There is no room for a source.');
  return { id: made.source.id, secret: made.secret };
}

let batches = 0;
async function send({ id, secret }: Sender, atMs = harness.clock.now()): Promise<string> {
  batches += 1;
  const nowMs = harness.clock.now();
  const call = {
    at: nowMs,
    product: 'jira',
    route: 'apiToken',
    method: 'GET',
    path: '/x',
    status: 200,
    ms: 1,
  };
  const body = JSON.stringify({ version: 1, batch: `testsender.${batches}`, sealedAt: nowMs, calls: [call] });
  const timestamp = String(Math.floor(atMs / 1000));
  const headers = {
    [sourceHeader]: [id],
    [timestampHeader]: [timestamp],
    [signatureHeader]: [signBatch(secret, timestamp, body)],
  };
  return (await ingest({ method: 'POST', headers, body }, ingesting, nowMs)).answer;
}

async function sendMany(count: number, sender: () => Sender): Promise<Set<string>> {
  const answers = new Set<string>();
  for (let i = 0; i < count; i += 1) answers.add(await send(sender()));
  return answers;
}

/** What a person has who knows an address and no source: as an id looked once, and as it looks now. */
const stranger = (digits: 16 | 24) => (): Sender => ({
  id: randomBytes(digits / 2).toString('hex'),
  secret: 'pgs_guess',
});

describe('requests that no source has signed', () => {
  it('of invented ids cost two storage calls a minute, however many they are', async () => {
    await newSender();
    storageCalls = [];
    for (const digits of [16, 24] as const)
      expect(await sendMany(400, stranger(digits))).toEqual(new Set(['notSigned']));
    expect(storageCalls).toHaveLength(2);
    harness.clock.advance(60_000);
    await sendMany(400, stranger(16));
    await sendMany(400, stranger(24));
    // The ids without a check were listed anew; the secret of the check never changes.
    expect(storageCalls).toHaveLength(3);
  });

  it('under the id of a source cost six reads a minute, and its own batches go on beside them', async () => {
    const source = await newSender();
    storageCalls = [];
    expect(await sendMany(200, () => ({ ...source, secret: 'pgs_guess' }))).toEqual(new Set(['notSigned']));
    expect(storageCalls.length).toBeLessThanOrEqual(7);
    expect(await sendMany(20, () => source)).toEqual(new Set(['counted']));
  });

  it('together cost no more than the cap, and then the gauge asks nobody', async () => {
    const sources: Sender[] = [];
    for (let i = 0; i < 20; i += 1) sources.push(await newSender(`App ${i}`));
    storageCalls = [];
    for (let round = 0; round < 50; round += 1)
      for (const { id } of sources) await send({ id, secret: 'pgs_guess' });
    expect(storageCalls.length).toBeLessThanOrEqual(unsignedReadsAMinute);
    for (const source of sources) expect(await send(source)).toBe('counted');
  });

  it('that come all at once, before the process knows anything, are read for once', async () => {
    const source = await newSender();
    storageCalls = [];
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(source)));
    expect(new Set(answers)).toEqual(new Set(['counted']));
    expect(storageCalls.filter((path) => path.includes('secret'))).toHaveLength(2);
  });
});

describe('a source', () => {
  it('of an earlier version, whose id says nothing of itself, goes on', async () => {
    const old = { id: '0123456789abcdef', secret: 'pgs_old' };
    await kvs.set(`pg:src:${old.id}`, {
      ...{ id: old.id, app: 'Old Shop', environment: 'PRODUCTION', madeAtMs: 1, rotatedAtMs: null },
    });
    await kvs.setSecret(`pg:src-key:${old.id}`, {
      app: 'Old Shop',
      environment: 'PRODUCTION',
      secret: old.secret,
    });
    expect(await sendMany(300, stranger(16))).toEqual(new Set(['notSigned']));
    expect(await send(old)).toBe('counted');
  });

  it('is not heard any more from the moment it is revoked, in a process that knew it, too', async () => {
    const source = await newSender();
    expect(await send(source)).toBe('counted');
    await revokeSource(source.id);
    expect(await send(source)).toBe('notSigned');
  });

  it('is heard with its new secret at once, in a process that knew the one before', async () => {
    const source = await newSender();
    expect(await send(source)).toBe('counted');
    const rotated = await rotateSource(source.id, harness.clock.now());
    expect(await send({ ...source, secret: rotated!.secret })).toBe('counted');
  });

  it('whose clock is wrong is told so without a read, once the process knows it', async () => {
    const source = await newSender();
    await send(source);
    storageCalls = [];
    expect(await send(source, harness.clock.now() - 6 * 60_000)).toBe('wrongClock');
    expect(await send({ ...source, secret: 'x' }, harness.clock.now() - 6 * 60_000)).toBe('notSigned');
    expect(storageCalls).toHaveLength(1);
  });

  it('that floods is refused without a storage call beyond its rate', async () => {
    const source = await newSender();
    expect(await sendMany(batchesAMinute, () => source)).toEqual(new Set(['counted']));
    storageCalls = [];
    expect(await sendMany(500, () => source)).toEqual(new Set(['tooMany']));
    expect(storageCalls).toEqual([]);
  });

  it('is told to come later while storage does not answer, and nothing wrong is learned from that', async () => {
    const source = await newSender();
    beginProcess();
    harness.faults = () => ({ kind: 'refuse', status: 500 });
    expect(await send(source)).toBe('later');
    harness.faults = null;
    expect(await send(source)).toBe('counted');
  });
});

it('an id is known by its check digits, and by no other', () => {
  const id = newSourceId('secret');
  expect(id).toMatch(/^[0-9a-f]{24}$/);
  expect(isSourceIdOf(id, 'secret')).toBe(true);
  expect(isSourceIdOf(id, 'another')).toBe(false);
  const digit = id[0] === '0' ? '1' : '0';
  expect(isSourceIdOf(digit + id.slice(1), 'secret')).toBe(false);
  expect(isSourceIdOf(id.slice(0, 16), 'secret')).toBe(false);
});
