import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addRecord, emptyHourAccount, joined } from '../usage/hour-account';
import type { AccountRecord } from '../usage/record';
import { callsIn } from '../usage/hour-usage';
import { batchRecord } from './batch-record';
import { answerBody, answerRules, batchAnswers, readAnswer } from '../protocol/answers';
import type { CallFault } from '../protocol/faults';
import { keepInTime } from '../protocol/in-time';
import { readBatch } from '../protocol/read-batch';
import { isSignatureOf, signBatch } from '../protocol/signature';
import type { WireCall } from '../protocol/wire';

/** The vector that docs/ingest.md shows: another implementation must come to the same text. */
const vector = {
  secret: 'pgs_c2FtcGxlIHNlY3JldCBmb3IgdGhlIHRlc3QgdmVjdG9ycy4',
  timestamp: '1793000000',
  body: '{"version":1,"batch":"k3v9x2m1.1","sealedAt":1793000000000,"calls":[{"at":1792999999000,"product":"jira","route":"oauth.3lo","method":"GET","path":"/rest/api/3/issue/ABC-1","status":200,"ms":84,"objects":1}]}',
  signature: 'v1=c42a46f973c858e539e438f1c0710ee16df229aae8f71db27686b2353b75af48',
};

describe('the protocol', () => {
  it('signs the test vector as documented', () => {
    const { secret, timestamp, body, signature } = vector;
    expect(signBatch(secret, timestamp, body)).toBe(signature);
    expect(isSignatureOf(signature, secret, timestamp, body)).toBe(true);
    expect(isSignatureOf(signature, secret, timestamp, `${body} `)).toBe(false);
    expect(isSignatureOf(signature, secret, '1793000001', body)).toBe(false);
    expect(isSignatureOf('v1=', secret, timestamp, body)).toBe(false);
    expect(readBatch(body)).toMatchObject({ ok: true, batch: { id: { sender: 'k3v9x2m1', n: 1 } } });
  });

  it('is written in docs/ingest.md with these very texts', () => {
    const page = readFileSync('docs/ingest.md', 'utf8');
    for (const text of Object.values(vector)) expect(page).toContain(text);
    for (const answer of batchAnswers)
      expect(page).toMatch(new RegExp(`\\| \`${answer}\` +\\| ${answerRules[answer].status} `));
  });

  it('has each of its answers in the manifest, word for word', () => {
    const manifest = parse(readFileSync('manifest.yml', 'utf8')) as {
      modules: { webtrigger: { key: string; response: { type: string; outputs: unknown[] } }[] };
    };
    const { response } = manifest.modules.webtrigger.find(({ key }) => key === 'pg-report')!;
    expect(response.type).toBe('static');
    expect(response.outputs).toEqual(
      batchAnswers.map((key) => ({
        key,
        statusCode: answerRules[key].status,
        contentType: 'application/json',
        body: answerBody(key),
      })),
    );
    expect(batchAnswers.map((answer) => readAnswer(answerBody(answer)))).toEqual([...batchAnswers]);
    expect(readAnswer('<html>Bad gateway</html>')).toBeNull();
  });

  it('names the field that is wrong', () => {
    const good = JSON.parse(vector.body) as { calls: object[] };
    const problemOf = (batch: unknown): unknown => readBatch(JSON.stringify(batch));
    expect(problemOf({ ...good, version: 2 })).toMatchObject({
      ok: false,
      problem: '"version" is not 1.',
    });
    expect(problemOf({ ...good, calls: [{ ...good.calls[0], status: 42 }, 7] })).toEqual({
      ok: false,
      problem: '"calls[0].status" is no HTTP status.',
      badCalls: 2,
      faults: { status: 1, entry: 1 },
    });
    expect(problemOf({ ...good, calls: [], operations: [{ at: 1, name: 'jira.delete' }] })).toEqual({
      ok: false,
      problem: '"operations[0]" is not { at, name }.',
      badCalls: 0,
      faults: { operation: 1 },
    });
  });

  it('leaves a bad call out by its fault, and takes the rest', () => {
    const batch = JSON.parse(vector.body) as { calls: Record<string, unknown>[] };
    const [good = {}] = batch.calls;
    const bad: [CallFault, unknown][] = [
      ['entry', null],
      ['at', { ...good, at: '2026' }],
      ['product', { ...good, product: 'trello' }],
      ['route', { ...good, route: 'forge.asRobot' }],
      ['method', { ...good, method: 'get' }],
      ['path', { ...good, path: 'x'.repeat(2_001) }],
      ['status', { ...good, status: 42 }],
      ['ms', { ...good, ms: -1 }],
    ];
    const reading = readBatch(
      JSON.stringify({ ...batch, calls: [good, ...bad.map(([, call]) => call), good] }),
    );
    expect(reading).toMatchObject({
      ok: true,
      batch: { badCalls: bad.length, faults: Object.fromEntries(bad.map(([fault]) => [fault, 1])) },
    });
    expect(reading.ok && reading.batch.calls).toEqual([good, good]);
  });

  it('takes a call without the field that it may have and that is odd, and counts the fault', () => {
    const batch = JSON.parse(vector.body) as { calls: Record<string, unknown>[] };
    const [good = {}] = batch.calls;
    const headers = { 'retry-after': '5', 'x-ratelimit-limit': 350, date: 'x'.repeat(601) };
    const odd = { ...good, objects: '3', points: -1, tag: 7, trigger: 'cron', headers };
    const reading = readBatch(JSON.stringify({ ...batch, calls: [odd] }));
    const bare = { ...good };
    delete bare['objects'];
    expect(reading.ok && reading.batch).toMatchObject({
      calls: [{ ...bare, headers: { 'retry-after': '5' } }],
      badCalls: 0,
      faults: { objects: 1, points: 1, tag: 1, trigger: 1, headers: 1 },
    });
    expect(reading.ok && reading.batch.calls[0]).not.toHaveProperty('objects');
  });

  it('keeps of headers what says something of limits, and no text that a terminal or a page would obey', () => {
    const batch = JSON.parse(vector.body) as { calls: Record<string, unknown>[] };
    const headers = {
      ...{ 'X-RateLimit-Limit': '350', cookie: 'secret=1', 'retry-after': '5\u001b[2J' },
      ...{ ratelimit: '"p";r=1\u202e', 'beta-ratelimit': 'x'.repeat(601) },
    };
    const reading = readBatch(JSON.stringify({ ...batch, calls: [{ ...batch.calls[0], headers }] }));
    expect(reading.ok && reading.batch.calls[0]?.headers).toEqual({ 'x-ratelimit-limit': '350' });
    expect(reading.ok && reading.batch.faults).toEqual({ headers: 1 });
  });

  it('makes the same of a batch whenever it comes: what is out of time is so by its own time', () => {
    const batch = JSON.parse(vector.body) as { sealedAt: number; calls: Record<string, unknown>[] };
    const [good = {}] = batch.calls;
    const minuteMs = 60_000;
    const at = (minutes: number) => ({ ...good, at: batch.sealedAt + minutes * minuteMs });
    const calls = [at(0), at(5), at(6), at(-24 * 60), at(-24 * 60 - 1)];
    const reading = readBatch(JSON.stringify({ ...batch, calls }));
    if (!reading.ok) throw new Error(reading.problem);
    const kept = keepInTime(reading.batch);
    expect(kept).toMatchObject({ badCalls: 2, faults: { time: 2 } });
    expect(kept.calls.map((call) => (call.at - batch.sealedAt) / minuteMs)).toEqual([0, 5, -24 * 60]);
  });

  it('survives any body', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(['boolean']).toContain(typeof readBatch(body).ok);
      }),
    );
  });
});

describe('the record of a batch', () => {
  const atMs = Date.UTC(2026, 9, 5, 9, 20);
  const call = (i: number): WireCall => ({
    at: atMs,
    product: 'jira',
    route: 'connect.jwt',
    method: 'GET',
    path: '/rest/api/3/comment/10000/properties/note',
    tag: `feature ${i} ${'x'.repeat(60)}`,
    status: 200,
    ms: 5,
  });
  const keys = { app: 'Shop Sync', environment: 'PRODUCTION' };
  const recordOf = (source: string, calls: WireCall[]): AccountRecord =>
    batchRecord(source, keys, batch(calls)) as AccountRecord;
  const batch = (calls: WireCall[]) => ({
    ...{ id: { sender: 'abcdefgh', n: 3 }, sealedAtMs: atMs, droppedCalls: 0, operations: [] },
    ...{ badCalls: 0, faults: {} },
    calls,
  });

  it('is the same each time, and another for each source', () => {
    const calls = [call(1), call(2)];
    expect(batchRecord('s1', keys, batch(calls))).toEqual(batchRecord('s1', keys, batch(calls)));
    const [one, two] = ['s1', 's2'].map((source) => recordOf(source, calls).id.writer);
    expect(one).not.toBe(two);
  });

  it('fits into a stored value with 2,000 different features on endpoints of long names, and no call is lost for it', () => {
    const paths = ['issue/A-1/remotelink/1', 'project/A/role/1', 'issue/A-1/worklog/1/properties/key'];
    const record = recordOf(
      's1',
      Array.from({ length: 2_000 }, (_, i) => ({
        ...call(i),
        ...{ path: `/rest/api/3/${paths[i % paths.length] ?? ''}`, tag: `${i} ${'ü'.repeat(35)}` },
      })),
    );
    const hour = joined(emptyHourAccount());
    addRecord(hour, [...record.hours.keys()][0]!, record);
    expect(callsIn(hour.usage)).toBe(2_000);
    expect(hour.usage.folded).not.toBeNull();
  });
});
