/**
 * @typedef {import('../src/admin/contract/contract').AnswerError} AnswerError
 * @typedef {import('../src/admin/contract/contract').OverviewAnswer} Overview
 * @typedef {import('../src/admin/contract/contract').EndpointsAnswer} Endpoints
 */
/**
 * @template T
 * @typedef {Extract<import('../src/admin/contract/contract').Answer<T>, { ok: true }>} Given
 */
/**
 * What becomes of an answer, each of its own question; `null` leaves the question without one.
 * @typedef {((answer: never) => unknown) | null} Change
 * Of `of` is changed the answer to this question alone. After a press, `shows` is waited for.
 * @typedef {{ name: string, subpage: string, change?: Change, of?: string, press?: string, then?: Change, shows?: string }} State
 */

/** @param {AnswerError['code']} code @param {string} message */
const refused = (code, message) => () => ({ ok: false, error: { code, message, retryAtMs: null } });

/** @param {(data: Overview) => Overview} change @returns {(answer: Given<Overview>) => Given<Overview>} */
const ofOverview = (change) => (answer) => ({ ...answer, data: change(answer.data) });

/** @param {Overview['integrity']} integrity */
const emptyIntegrity = (integrity) => ({
  ...integrity,
  numberedRecords: 0,
  mergedRecords: 0,
  waitingRecords: 0,
});

/**
 * The states of the page that a healthy cloud does not show by itself, made by changing what the host answers.
 * @type {State[]}
 */
export const states = [
  { name: 'loading', subpage: '', change: null },
  {
    name: 'empty',
    subpage: '',
    change: ofOverview((data) => {
      const hours = data.hours.map((hour) => ({ ...hour, cells: [], readings: [] }));
      const nothing = { pools: [], topEndpoints: [], refusals: [], recordingSinceMs: null, heat: null };
      return { ...data, ...nothing, hours, integrity: emptyIntegrity(data.integrity) };
    }),
  },
  {
    name: 'partial',
    subpage: '',
    change: ofOverview((data) => {
      const missingHoursMs = data.hours.slice(5, 8).map(({ hourStartMs }) => hourStartMs);
      const hours = data.hours.filter(({ hourStartMs }) => !missingHoursMs.includes(hourStartMs));
      const integrity = { ...data.integrity, writeFailures: 2 };
      return { ...data, hours, missingHoursMs, integrity };
    }),
  },
  {
    name: 'exhausted',
    subpage: '',
    change: ofOverview((data) => {
      /** @param {Overview['pools'][number]} pool @returns {Overview['pools'][number]} */
      const exhausted = (pool) => ({
        ...pool,
        status: 'exhausted',
        level: {
          lowPoints: pool.quotaPoints ?? 65_000,
          likelyPoints: pool.quotaPoints ?? 65_000,
          highPoints: pool.quotaPoints ?? 65_000,
          basis: 'refused',
          readAtMs: data.readAtMs - 120_000,
        },
      });
      return { ...data, pools: data.pools.map(exhausted) };
    }),
  },
  {
    name: 'told',
    subpage: '',
    change: ofOverview((data) => {
      const { readAtMs } = data;
      /** @param {Overview['pools'][number]} pool @returns {Overview['pools'][number]} */
      const told = (pool) => ({
        ...pool,
        status: 'near',
        level: {
          ...{ lowPoints: 53_000, likelyPoints: 54_300, highPoints: 57_200, basis: 'told', readAtMs },
          told: {
            ...{ atMs: readAtMs - 120_000, asOfMs: readAtMs - 180_000, goodUntilMs: readAtMs + 480_000 },
            ...{ isGood: true, sites: 18, status: 'near', isBand: false },
          },
        },
        forecast:
          pool.forecast === null
            ? null
            : {
                ...pool.forecast,
                endPoints: { low: 58_000, likely: 61_000, high: 64_500 },
                othersAnHour: 48_000,
              },
      });
      return { ...data, pools: data.pools.map(told) };
    }),
  },
  {
    name: 'totals-only',
    subpage: '',
    change: ofOverview((data) => ({ ...data, totalsOnly: true, topEndpoints: [], refusals: [] })),
  },
  // Pressed once more: the answer after the first one fails, and the figures of the first stay.
  {
    name: 'stale',
    subpage: '',
    change: ofOverview((data) => data),
    press: 'Refresh',
    then: refused('storage', ''),
  },
  {
    name: 'flags',
    subpage: '',
    change: ofOverview((data) => {
      const hourMs = 3_600_000;
      const at = (/** @type {number} */ hours) => data.readAtMs - hours * hourMs;
      return {
        ...data,
        happenings: [
          { kind: 'version', atMs: at(20), version: '3.2.0' },
          { kind: 'note', atMs: at(12.5), text: 'Import of the old projects' },
          { kind: 'version', atMs: at(12), version: '3.2.1' },
        ],
      };
    }),
  },
  {
    name: 'hour-start',
    subpage: '',
    change: ofOverview((data) => ({
      ...data,
      pools: data.pools.map((pool) => ({
        ...pool,
        ...{ status: 'unknown', own: { low: 0, likely: 0, high: 0 }, ownRequests: 0, forecast: null },
        level: { lowPoints: 0, likelyPoints: 0, highPoints: null, basis: 'none', readAtMs: null },
      })),
      hours: data.hours.map((hour, at) => (at === data.hours.length - 1 ? { ...hour, cells: [] } : hour)),
    })),
  },
  {
    name: 'other-version',
    subpage: '',
    change: (/** @type {object} */ answer) => ({ ...answer, gauge: 'another version' }),
  },
  { name: 'part-error', subpage: 'settings', of: 'prices', change: refused('storage', '') },
  { name: 'dialog', subpage: 'settings', press: 'Delete all recorded data…', shows: 'dialog[open]' },
  { name: 'watch', subpage: 'limits', press: 'Watch', shows: '.day-words' },
  { name: 'error', subpage: '', change: refused('storage', 'Forge storage did not answer (7f3a2c10).') },
  { name: 'not-allowed', subpage: '', change: refused('notAdmin', 'Ask an administrator of this site.') },
  { name: 'cannot-verify', subpage: 'settings', change: refused('cannotVerify', '') },
  {
    name: 'no-endpoints',
    subpage: 'endpoints',
    /** @param {Given<Endpoints>} answer */
    change: (answer) => ({ ...answer, data: { ...answer.data, endpoints: [], detail: null } }),
  },
];

/**
 * Changes the answers of the app's functions before the page of the host gets them.
 * @param {import('playwright-core').Page} page
 * @param {Change} change
 * @param {string | undefined} of the function whose answers are meant; left out, all are
 */
export async function changeAnswers(page, change, of = undefined) {
  await page.route('**/__host/bridge', async (route) => {
    const { command, payload } = route.request().postDataJSON();
    if (command !== 'invoke' || (of !== undefined && payload.functionKey !== of)) return route.continue();
    // A question without an answer: the route is left open until the page is closed.
    if (change === null) return undefined;
    const response = await route.fetch();
    const reply = await response.json();
    return route.fulfill({
      response,
      json: { ...reply, ok: true, value: change(/** @type {never} */ (reply.value)) },
    });
  });
}
