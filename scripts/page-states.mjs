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
 * @typedef {{ name: string, subpage: string, change?: Change, press?: string, then?: Change }} State
 */

/** @param {AnswerError['code']} code @param {string} message */
const refused = (code, message) => () => ({ ok: false, error: { code, message, retryAtMs: null } });

/** @param {(data: Overview) => Overview} change @returns {(answer: Given<Overview>) => Given<Overview>} */
const ofOverview = (change) => (answer) => ({ ...answer, data: change(answer.data) });

/** @param {Overview['integrity']} integrity */
const emptyIntegrity = (integrity) => ({ ...integrity, numberedRecords: 0, mergedRecords: 0, waitingRecords: 0 });

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
 */
export async function changeAnswers(page, change) {
  await page.route('**/__host/bridge', async (route) => {
    const { command } = route.request().postDataJSON();
    if (command !== 'invoke') return route.continue();
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
