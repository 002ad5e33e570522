import { demoAppId } from '../../demo/manifest';
import type {
  Answer,
  AskName,
  OverviewAnswer,
  SettingsAnswer,
  SourcesAnswer,
} from '../../src/admin/contract/contract';
import type { BridgeReceipt } from '../../src/bridge-client/wire';
import { admin, askPage, changeIssue, member, openPanel } from '../support/demo-cloud';
import { Expectations, tally, type Attack } from './attack';
import { closedHours, makeSource, openSite, overviewOf, requestsOf, type AttackedSite } from './site';

const bridgeCall = (change: object = {}): object => ({
  ...{ product: 'jira', method: 'GET', path: '/rest/api/3/issue/A-1', status: 200, latencyMs: 5, agoMs: 10 },
  headers: {},
  ...change,
});

const tell = (site: AttackedSite, calls: readonly object[]): Promise<Answer<BridgeReceipt>> =>
  askPage<BridgeReceipt>(site, 'bridgeCalls', { calls }, member.accountId);

/** Whatever changes, deletes or makes a secret. */
export const changes: [AskName, object][] = [
  ['saveSettings', { change: { metering: 'off' } }],
  ['changeSources', { change: { kind: 'make', app: 'Evil', environment: 'TEST' } }],
  ['changePrices', { change: { kind: 'reset', endpoints: [] } }],
  ['importAccount', { begunAtMs: 1, part: 0, isLast: true, text: '{}' }],
  ['deleteAccount', { sure: 'delete everything' }],
  ['snapshots', { command: { switch: 'on' } }],
  ['taken', { command: { add: { kind: 'other', endpoint: null, day: '2026-10-01', note: 'x' } } }],
];
const reads: [AskName, object][] = [
  ['endpoints', {}],
  ['limits', {}],
  ['settings', {}],
  ['sources', {}],
  ['exportAccount', { at: null }],
];

async function grantOf(site: AttackedSite): Promise<string | null> {
  const answer = await askPage(site, 'overview');
  return answer.ok ? answer.grant : null;
}

/** Storage counts what comes in a second: where many meet, the site's clock has to go with the real one. */
async function asTimePasses<T>(site: AttackedSite, run: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => {
    site.clock.advance(50);
  }, 50);
  try {
    return await run();
  } finally {
    clearInterval(timer);
  }
}

const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'ok' : answer.error.code);

export const pageAttacks: Attack[] = [
  {
    by: 'a user',
    tried:
      'forged calls of the browser that say the pool is empty, of Tier 2, with a quota of a million, in policies of 500 characters',
    run: async (scale) => {
      const site = await openSite();
      const held = new Expectations();
      await openPanel(site, 'WEB-1');
      const before = await overviewOf(site);
      let told = 0;
      for (let n = 0; n < scale(30, 8); n += 1) {
        const forged = Array.from({ length: 50 }, (_, i) =>
          bridgeCall({
            status: 429,
            path: `/rest/api/3/${'y'.repeat(400)}${n}-${i}`,
            headers: {
              'ratelimit-policy': `"tenant-app-quota";q=1000000;w=3600, "${'q'.repeat(400)}${n}-${i}";q=9;w=1`,
              ratelimit: '"tenant-app-quota";r=0;t=3599',
              'ratelimit-reason': 'jira-quota-tenant-based',
              'retry-after': '31536000',
            },
          }),
        );
        await tell(site, forged);
        told += forged.length;
        if (n % 10 === 9) site.clock.advance(60_000);
      }
      const own = (all: OverviewAnswer) =>
        all.pools.find(({ pool }) => pool.app === 'own' && pool.product === 'jira');
      const [was, is] = [own(before), own(await overviewOf(site))];
      for (const field of ['status', 'tier', 'quotaPoints', 'enforcement'] as const)
        held.holds(was?.[field] === is?.[field], `${field} became ${String(is?.[field])}`);
      await changeIssue(site, 'WEB-1');
      const closed = await closedHours(site);
      held.holds(closed === 0, `${closed} hours closed or values lost`);
      held.holds((await requestsOf(site, 'own')) >= 3, "the app's own calls are not in the account");
      site.storage.close();
      return {
        broken: held.broken,
        figures: `${told} calls told; tier, quota, status and enforcement as before`,
        requests: told,
        closedHours: closed,
      };
    },
  },
  {
    by: 'a user',
    tried: 'a wait of a year for the pages of others, and a backup that nobody made',
    run: async () => {
      const site = await openSite();
      const held = new Expectations();
      await tell(site, [
        bridgeCall({
          status: 429,
          headers: { 'retry-after': '31536000', 'ratelimit-reason': 'jira-burst-based' },
        }),
        bridgeCall({ method: 'POST', path: '/rest/backup/1/export/runbackup', status: 200 }),
      ]);
      const other = await askPage<BridgeReceipt>(site, 'bridgeCalls', { calls: [] }, admin.accountId);
      const longest = Math.max(0, ...(other.ok ? other.data.waits : []).map(({ retryInMs }) => retryInMs));
      held.holds(longest <= 60_000, `the page of another waits ${longest} ms`);
      const limits = await askPage<{ backups: { lastBackupAtMs: number | null } | null }>(site, 'limits');
      held.holds(
        limits.ok && limits.data.backups?.lastBackupAtMs == null,
        'a backup is known that nobody made',
      );
      site.storage.close();
      return {
        broken: held.broken,
        figures: `the longest wait of another is ${longest} ms; no backup is known`,
        requests: 3,
      };
    },
  },
  {
    by: 'a user',
    tried: 'times with fractions, of minus, of no number, and payloads of every shape',
    run: async () => {
      const site = await openSite();
      const held = new Expectations();
      const honest = bridgeCall({ agoMs: 1204.6000000238, latencyMs: 39.4 });
      const odd = [
        ...[
          { agoMs: -1 },
          { agoMs: 1e99 },
          { agoMs: '5' },
          { latencyMs: -3 },
          { status: 200.5 },
          { method: 'BREW' },
        ],
        ...[
          { path: 7 },
          { path: 'x'.repeat(1e5) },
          { headers: [] },
          { headers: { a: {} } },
          { product: '__proto__' },
        ],
      ];
      for (const payload of [null, 7, [], {}, { calls: 7 }, { calls: [null, [], 'x'] }])
        await askPage(site, 'bridgeCalls', payload, member.accountId);
      const answer = await tell(site, [honest, ...odd.map((change) => bridgeCall(change))]);
      held.holds(answer.ok, 'an honest page was refused');
      await changeIssue(site, 'WEB-1');
      const closed = await closedHours(site);
      held.holds(closed === 0, `${closed} hours closed or values lost`);
      held.holds((await requestsOf(site, 'own')) >= 2, "the app's own calls are not in the account");
      site.storage.close();
      const booked = answer.ok ? `${answer.data.booked} booked, ${answer.data.refused} refused` : '';
      return { broken: held.broken, figures: booked, requests: 7, closedHours: closed };
    },
  },
  {
    by: 'a user',
    tried: "an administrator's grant that was stolen, for every function of the page",
    run: async () => {
      const site = await openSite();
      const held = new Expectations();
      const grant = await grantOf(site);
      const codes: string[] = [];
      for (const [name, payload] of [...reads, ...changes])
        codes.push(codeOf(await askPage(site, name, { ...payload, grant }, member.accountId)));
      held.holds(tally(codes) === `${codes.length} notAdmin`, tally(codes));
      site.storage.close();
      return { broken: held.broken, figures: tally(codes), requests: codes.length };
    },
  },
  {
    by: 'an administrator',
    tried: 'to go on with a grant of eight hours after the site took the rights away',
    run: async () => {
      const site = await openSite();
      const held = new Expectations();
      const grant = await grantOf(site);
      const person = site.cloud.sites[0]?.people.byAccountId(admin.accountId);
      if (person != null) person.admin = false;
      const codes: string[] = [];
      for (const [name, payload] of changes)
        codes.push(codeOf(await askPage(site, name, { ...payload, grant })));
      held.holds(tally(codes) === `${codes.length} notAdmin`, tally(codes));
      site.storage.close();
      return {
        broken: held.broken,
        figures: `changes, deletion and secrets: ${tally(codes)}`,
        requests: codes.length,
      };
    },
  },
  {
    by: 'an administrator',
    tried: 'the same, after emptying the pool so that the product cannot be asked',
    run: async () => {
      const id = demoAppId.slice(demoAppId.indexOf('/') + 1);
      const site = await openSite({ apps: [{ id, tier: 1, enforcement: 'enforced', quotaPoints: 40 }] });
      const held = new Expectations();
      const grant = await grantOf(site);
      for (let n = 0; n < 20; n += 1) await changeIssue(site, 'WEB-1');
      const codes: string[] = [];
      for (const [name, payload] of changes.filter(([known]) => known !== 'importAccount'))
        codes.push(codeOf(await askPage(site, name, { ...payload, grant })));
      held.holds(tally(codes) === `${codes.length} poolEmpty`, tally(codes));
      const page = codeOf(await askPage(site, 'settings', {}));
      held.holds(page === 'ok', `figures: ${page}`);
      site.storage.close();
      return {
        broken: held.broken,
        figures: `changes: ${tally(codes)}; figures stay open`,
        requests: codes.length,
      };
    },
  },
  {
    by: 'an administrator',
    tried: 'sixty sources at once, and twenty changes of the settings at once',
    run: async () => {
      const site = await openSite();
      const held = new Expectations();
      const make = (i: number) =>
        makeSource(site, `App ${i}`).then(
          () => 'made',
          (error: unknown) => (error instanceof Error ? (error.message.split(':')[0] ?? '') : 'refused'),
        );
      const fields = [
        { thresholds: [{ percent: 50, actions: ['banner' as const] }] },
        { users: 70 },
        { hourDays: 20 },
        { edition: 'premium' },
      ];
      const save = (i: number) => askPage(site, 'saveSettings', { change: fields[i % 4] });
      const many = <T>(n: number, run: (i: number) => Promise<T>) =>
        Promise.all(Array.from({ length: n }, (_, i) => run(i)));
      const made = await asTimePasses(site, () => many(60, make));
      // Each in a minute of its own, so that storage's own limit is no reason for what is found.
      site.clock.advance(60_000);
      const saved = await asTimePasses(site, () => many(20, save));
      site.clock.advance(60_000);
      const listed = await askPage<SourcesAnswer>(site, 'sources');
      const count = listed.ok ? listed.data.sources.length : 0;
      const shown = made.filter((word) => word === 'made').length;
      // Who was told that storage did not answer may find the source in the list, and revokes it there.
      held.holds(
        listed.ok && count >= shown && count <= 20,
        `${count} sources are listed, of ${shown} secrets that were shown`,
      );
      const told = saved.filter(({ ok }) => !ok).length;
      const after = await askPage<SettingsAnswer>(site, 'settings');
      const { thresholds, stated, retention } = after.ok ? after.data : {};
      const isKept = [
        thresholds?.[0]?.percent === 50,
        stated?.users === 70,
        retention?.hourDays === 20,
        stated?.edition === 'premium',
      ];
      held.holds(
        after.ok && told < saved.length && saved.every(({ ok }, i) => !ok || isKept[i % 4]),
        'a change of the settings was lost without a word',
      );
      site.storage.close();
      return {
        broken: held.broken,
        figures: `${tally(made)}, ${count} listed; ${20 - told} changes kept, ${told} told`,
        requests: 80,
      };
    },
  },
];
