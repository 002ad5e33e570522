import { answered } from './fake-bridge';
import { cleanup, screen } from '@testing-library/react';
import { endpoint, nowMs, overview, poolView, refusals, thisHourMs, hourMs, walls } from './fixtures';
import { openPage } from './open-page';
import { wordsFor } from '../../static/dashboard/src/language';

afterEach(cleanup);

/** Words that the eye meets without opening anything: what is behind a summary, hidden, or a figure alone is none. */
function wordsSeen(): number {
  const walk = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (!(node instanceof Element)) return '';
    const { classList } = node;
    if (classList.contains('visually-hidden') || node.tagName === 'STYLE') return '';
    // A path is cut into parts, between which it may break.
    if (node.tagName === 'CODE') return node.textContent;
    const isClosed = node.tagName === 'DETAILS' && !node.hasAttribute('open');
    const children = isClosed
      ? [...node.children].filter(({ tagName }) => tagName === 'SUMMARY')
      : [...node.childNodes];
    return children.map(walk).join(' ');
  };
  return walk(document.body)
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word)).length;
}

const badDay = () => {
  const call = { product: 'jira', method: 'POST', template: '/rest/api/3/search/jql' } as const;
  return overview({
    pools: [
      poolView({
        status: 'exhausted',
        level: {
          ...{ lowPoints: 65_000, likelyPoints: 65_000, highPoints: 65_000 },
          ...{ basis: 'refused', readAtMs: nowMs - 60_000 },
        },
        culprit: { kind: 'endpoint', ...call, trigger: 'person', share: 0.84 },
      }),
    ],
    walls: { days: 7, pools: [{ walls: walls(5), mostly: { fromHourUtc: 8, toHourUtc: 12 } }] },
    heat: {
      firstDayMs: thisHourMs - 14 * hourMs - 29 * 24 * hourMs,
      days: 30,
      pools: [Array.from({ length: 720 }, (_, i) => i)],
      gone: [Array.from({ length: 720 }, (_, i): [number, number] => [i, 52_000])],
      refused: [[]],
    },
    remedy: {
      ...{
        pool: poolView().pool,
        kind: 'bridge',
        method: 'GET',
        template: '/rest/api/3/issue/{issueIdOrKey}',
      },
      savesPointsADay: 12_000,
      fullest: { hourStartMs: thisHourMs - hourMs, points: 71_000, pointsWith: 48_000 },
    },
    topEndpoints: [1, 2, 3, 4, 5].map((n) => endpoint({ template: `/rest/api/3/search/jql${n}` })),
    refusals: [refusals(), refusals({ reason: 'quotaGlobal' }), refusals({ route: 'forge.asUser' })],
  });
};

test.each(['en-US', 'de-DE'])(
  'the overview of a bad day has at most 250 words before anything is opened: %s',
  async (locale) => {
    await openPage('/', () => answered(badDay()), await wordsFor(locale, []));
    await screen.findByRole('heading', {
      name: /search\/jql|What this page cannot see|Was diese Seite nicht sehen kann/,
    });
    const seen = wordsSeen();
    expect(seen).toBeGreaterThan(100);
    expect(seen).toBeLessThanOrEqual(250);
  },
);
