import { randomBytes } from 'node:crypto';
import type { LimitsAnswer } from '../../src/admin/contract/contract';
import { batchAnswers } from '../../src/protocol/answers';
import { sourceHeader } from '../../src/protocol/signature';
import { askPage, changeIssue } from '../support/demo-cloud';
import { Expectations, tally, type Attack } from './attack';
import {
  batchOf,
  callOf,
  closedHours,
  openSite,
  post,
  requestsOf,
  sendSigned,
  signed,
  storageCalls,
  storageRefusals,
  type AttackedSite,
  type Sender,
} from './site';

/** What the platform lets through for an installation. */
const requestsASecond = 300;
const requestsAMinute = 7_000;

/** Somebody who knows the address and no source. */
const invented = (i: number): Sender => ({
  id: randomBytes(i % 2 === 0 ? 8 : 12).toString('hex'),
  secret: 'pgs_guess',
});

/**
 * A minute at the platform's limits: each second 300 requests of the attacker, in between the app's own work and a signed batch,
 * all of which have to go on.
 */
async function flood(
  site: AttackedSite,
  count: number,
  attack: (i: number) => Promise<string>,
): Promise<{ answers: string[]; own: number; signedBatches: string[]; caused: number }> {
  const answers: string[] = [];
  const signedBatches: string[] = [];
  let own = 0;
  let caused = 0;
  for (let i = 0; i < count; i += 1) {
    if (i % requestsASecond === requestsASecond - 1) site.clock.advance(1_000);
    if (i % 70 === 0) {
      await changeIssue(site, 'WEB-1');
      own += 2;
      signedBatches.push(await sendSigned(site, batchOf(site, [callOf(site)])));
    }
    const before = storageCalls(site);
    answers.push(await attack(i));
    caused += storageCalls(site) - before;
  }
  return { answers, own, signedBatches, caused };
}

/** A flood whose attacker has nothing that holds. */
function strangers(tried: string, attack: (site: AttackedSite, i: number) => Promise<string>): Attack {
  return {
    by: 'a stranger',
    tried: `${tried}, at ${requestsASecond} a second and ${requestsAMinute} a minute`,
    run: async (scale) => {
      const site = await openSite();
      const held = new Expectations();
      const count = scale(requestsAMinute, 700);
      const { answers, own, signedBatches, caused } = await flood(site, count, (i) => attack(site, i));
      held.holds(new Set(answers).size === 1 && answers[0] === 'notSigned', `answered ${tally(answers)}`);
      held.holds(
        new Set(signedBatches).size === 1 && signedBatches[0] === 'counted',
        `signed: ${tally(signedBatches)}`,
      );
      held.holds(caused <= 20, `${caused} storage calls were caused`);
      held.holds(storageRefusals(site) === 0, 'storage refused calls for their number');
      const closed = await closedHours(site);
      held.holds(
        (await requestsOf(site, 'Shop Sync')) === signedBatches.length,
        'a signed call is not in the account',
      );
      held.holds((await requestsOf(site, 'own')) >= own, "a call of the app's own is not in the account");
      site.storage.close();
      const figures = `${caused} storage calls caused by ${count} requests; beside them ${signedBatches.length} signed batches and ${own} calls of the app's own, all in the account`;
      return { broken: held.broken, figures, requests: count, strangerCalls: caused, closedHours: closed };
    },
  };
}

export const webTriggerAttacks: Attack[] = [
  strangers('sources that were invented', (site, i) => {
    const body = batchOf(site, [callOf(site)]);
    return post(site, signed(invented(i), body, site.clock.now()), body);
  }),
  strangers('wrong signatures under the id of a source', (site) => {
    const body = batchOf(site, [callOf(site)]);
    return post(site, signed({ ...site.source, secret: 'pgs_guess' }, body, site.clock.now()), body);
  }),
  {
    by: 'a stranger',
    tried:
      'whatever a request may look like: methods, sizes, headers twice, in lists, of no text, bodies of all kinds',
    run: async (scale) => {
      const site = await openSite();
      const held = new Expectations();
      const answers: string[] = [];
      const before = storageCalls(site);
      const bodies = [
        '',
        '{}',
        'x'.repeat(300_000),
        '\u0000',
        '[1',
        JSON.stringify({ version: 1 }),
        '\ud800',
      ];
      const names = [sourceHeader, sourceHeader.toUpperCase(), '__proto__', 'constructor', 'x'.repeat(5_000)];
      for (let i = 0; i < scale(2_000, 300); i += 1) {
        const name = names[i % names.length] ?? '';
        const values: unknown[] = [[], ['a', 'b'], ['x'.repeat(5_000)], [7], 'text', null, {}];
        const right = signed(site.source, 'other', site.clock.now());
        const headers = { ...right, [name]: values[i % values.length] as string[] };
        answers.push(
          await post(site, headers, bodies[i % bodies.length] ?? '', i % 11 === 0 ? 'DELETE' : 'POST'),
        );
      }
      const odd = answers.filter((answer) => !batchAnswers.some((known) => known === answer));
      held.holds(odd.length === 0, `answered ${tally(odd)}`);
      held.holds(!answers.includes('counted'), 'something was counted');
      const caused = storageCalls(site) - before;
      held.holds(caused <= 20, `${caused} storage calls were caused`);
      const closed = await closedHours(site);
      site.storage.close();
      return {
        broken: held.broken,
        figures: tally(answers),
        requests: answers.length,
        strangerCalls: caused,
        closedHours: closed,
      };
    },
  },
  {
    by: 'a stranger',
    tried: 'a signed batch that was overheard, again and again, and with another content, and after its time',
    run: async (scale) => {
      const site = await openSite();
      const held = new Expectations();
      const body = batchOf(site, [callOf(site)]);
      const headers = signed(site.source, body, site.clock.now());
      const answers: string[] = [];
      for (let i = 0; i < scale(600, 130); i += 1) answers.push(await post(site, headers, body));
      answers.push(await post(site, headers, body.replace('A-1', 'A-2')));
      site.clock.advance(6 * 60_000);
      const late = await post(site, headers, body);
      held.holds(answers.at(-1) === 'notSigned', `another content: ${answers.at(-1) ?? ''}`);
      held.holds(late === 'wrongClock', `after its time: ${late}`);
      const closed = await closedHours(site);
      held.holds((await requestsOf(site, 'Shop Sync')) === 1, 'it was counted more than once');
      site.storage.close();
      return {
        broken: held.broken,
        figures: `${tally(answers)}; counted once`,
        requests: answers.length,
        closedHours: closed,
      };
    },
  },
  {
    by: 'a source',
    tried: 'more batches than it may send',
    run: async (scale) => {
      const site = await openSite();
      const held = new Expectations();
      const answers: string[] = [];
      let refusedCalls = 0;
      for (let i = 0; i < scale(requestsAMinute, 400); i += 1) {
        const before = storageCalls(site);
        const answer = await sendSigned(site, batchOf(site, [callOf(site)]));
        answers.push(answer);
        if (answer === 'tooMany') refusedCalls += storageCalls(site) - before;
      }
      held.holds(tally(answers).startsWith('120 counted, '), tally(answers));
      held.holds(refusedCalls === 0, `${refusedCalls} storage calls for refused batches`);
      await changeIssue(site, 'WEB-1');
      const closed = await closedHours(site);
      held.holds((await requestsOf(site, 'own')) >= 2, "the app's own calls are not in the account");
      site.storage.close();
      return { broken: held.broken, figures: tally(answers), requests: answers.length, closedHours: closed };
    },
  },
  {
    by: 'a source',
    tried:
      'an hour filled with policies, features and paths of its own, of 600 characters each, and with processes',
    run: async (scale) => {
      const site = await openSite();
      const held = new Expectations();
      const answers: string[] = [];
      let calls = 0;
      const batches = scale(300, 40);
      for (let b = 0; b < batches; b += 1) {
        if (b % 100 === 99) site.clock.advance(60_000);
        const made = Array.from({ length: 100 }, (_, i) =>
          callOf(site, {
            path: `/rest/api/3/${'x'.repeat(300)}${b}-${i}/${i}`,
            tag: `feature ${b} ${i}`,
            headers: {
              'ratelimit-policy': `"${'p'.repeat(500)}${b}-${i}";q=1000000;w=3600`,
              ratelimit: `"${'p'.repeat(500)}${b}-${i}";r=0;t=9`,
              'retry-after': '31536000',
            },
          }),
        );
        answers.push(await sendSigned(site, batchOf(site, made)));
        calls += made.length;
        if (b % 10 === 0) await site.forge.tick();
      }
      held.holds(tally(answers) === `${batches} counted`, tally(answers));
      await changeIssue(site, 'WEB-1');
      const closed = await closedHours(site);
      held.holds(closed === 0, `${closed} hours closed or values lost`);
      held.holds(
        (await requestsOf(site, 'Shop Sync')) === calls,
        'calls of the source are not in the account',
      );
      held.holds((await requestsOf(site, 'own')) >= 2, "the app's own calls are not in the account");
      site.storage.close();
      return {
        broken: held.broken,
        figures: `${batches} batches, ${calls} calls, all in the account`,
        requests: batches,
        closedHours: closed,
      };
    },
  },
  {
    by: 'a source',
    tried: 'times of 1970, of the year 3000 and with fractions, and counts beyond all measure',
    run: async () => {
      const site = await openSite();
      const held = new Expectations();
      const odd = [
        ...[{ at: 0 }, { at: 0.5 }, { at: -1 }, { at: 32_503_680_000_000 }, { at: Number.MAX_SAFE_INTEGER }],
        ...[
          { ms: 1e300 },
          { ms: 0.1 + 0.2 },
          { objects: 1e9 },
          { points: 1e12 },
          { points: 0.1 },
          { status: 99.5 },
        ],
      ];
      const answer = await sendSigned(
        site,
        batchOf(site, [callOf(site), ...odd.map((change) => callOf(site, change))]),
      );
      held.holds(answer === 'counted', answer);
      const refused: string[] = [];
      for (const sealedAt of [0, -5, 1.5, 32_503_680_000_000, site.clock.now() - 41 * 3_600_000])
        refused.push(await sendSigned(site, batchOf(site, [callOf(site)], { sealedAt })));
      held.holds(!refused.includes('counted'), tally(refused));
      const closed = await closedHours(site);
      held.holds(closed === 0, `${closed} hours closed or values lost`);
      site.storage.close();
      return {
        broken: held.broken,
        figures: `one batch counted, ${tally(refused)}`,
        requests: 6,
        closedHours: closed,
      };
    },
  },
  {
    by: 'a source',
    tried: 'backups and restores by the hundred, so that the last real one is not known',
    run: async (scale) => {
      const site = await openSite();
      const held = new Expectations();
      const dayMs = 24 * 3_600_000;
      let sent = 0;
      for (let b = 0; b < scale(40, 6); b += 1) {
        const from = site.clock.now() - dayMs + b * 100_000;
        const operations = Array.from({ length: 100 }, (_, i) => ({
          at: from + i * 60_000,
          name: 'jira.restore',
        }));
        await sendSigned(site, batchOf(site, [], { operations }));
        sent += operations.length;
      }
      const at = site.clock.now() - 60_000;
      await sendSigned(site, batchOf(site, [], { operations: [{ at, name: 'jira.backup' }] }));
      const limits = await askPage<LimitsAnswer>(site, 'limits');
      held.holds(limits.ok && limits.data.backups?.lastBackupAtMs === at, 'the last backup is not known');
      site.storage.close();
      return {
        broken: held.broken,
        figures: `${sent} operations sent; the backup of a minute ago is known`,
        requests: sent / 100,
      };
    },
  },
];
