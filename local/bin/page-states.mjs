/**
 * The states of the page that a healthy cloud does not show by itself, made by changing what the host answers. Each has a
 * subpage and the change; `null` leaves the question without an answer.
 */
const refused = (code, message) => () => ({ ok: false, error: { code, message, retryAtMs: null } });

const emptyBooks = (books) => ({ ...books, numberedRecords: 0, mergedRecords: 0, waitingRecords: 0 });

export const states = [
  { name: 'loading', subpage: '', change: null },
  {
    name: 'empty',
    subpage: '',
    change: (answer) => {
      const { data } = answer;
      const hours = data.hours.map((hour) => ({ ...hour, cells: [], readings: [] }));
      const nothing = { pools: [], topEndpoints: [], throttles: [], recordingSinceMs: null, heat: null };
      return { ...answer, data: { ...data, ...nothing, hours, books: emptyBooks(data.books) } };
    },
  },
  {
    name: 'partial',
    subpage: '',
    change: (answer) => {
      const { data } = answer;
      const missingHoursMs = data.hours.slice(5, 8).map(({ hourStartMs }) => hourStartMs);
      const hours = data.hours.filter(({ hourStartMs }) => !missingHoursMs.includes(hourStartMs));
      const books = { ...data.books, writeFailures: 2 };
      return { ...answer, data: { ...data, hours, missingHoursMs, books } };
    },
  },
  {
    name: 'exhausted',
    subpage: '',
    change: (answer) => {
      const { data } = answer;
      const pools = data.pools.map((pool) => ({
        ...pool,
        status: 'exhausted',
        level: {
          lowPoints: pool.quotaPoints ?? 65_000,
          highPoints: pool.quotaPoints ?? 65_000,
          basis: 'refused',
          readAtMs: data.readAtMs - 120_000,
        },
      }));
      return { ...answer, data: { ...data, pools } };
    },
  },
  {
    name: 'totals-only',
    subpage: '',
    change: (answer) => ({
      ...answer,
      data: { ...answer.data, totalsOnly: true, topEndpoints: [], throttles: [] },
    }),
  },
  // Pressed once more: the answer after the first one fails, and the figures of the first stay.
  { name: 'stale', subpage: '', change: (answer) => answer, press: 'Refresh', then: refused('storage', '') },
  { name: 'error', subpage: '', change: refused('storage', 'Forge storage did not answer (7f3a2c10).') },
  { name: 'not-allowed', subpage: '', change: refused('notAdmin', 'Ask an administrator of this site.') },
  { name: 'cannot-verify', subpage: 'settings', change: refused('cannotVerify', '') },
  {
    name: 'no-endpoints',
    subpage: 'endpoints',
    change: (answer) => ({ ...answer, data: { ...answer.data, endpoints: [], detail: null } }),
  },
];

/** Changes the answers of the app's functions before the page of the host gets them. */
export async function changeAnswers(page, change) {
  await page.route('**/__host/bridge', async (route) => {
    const { command } = route.request().postDataJSON();
    if (command !== 'invoke') return route.continue();
    // A question without an answer: the route is left open until the page is closed.
    if (change === null) return undefined;
    const response = await route.fetch();
    const reply = await response.json();
    return route.fulfill({ response, json: { ...reply, ok: true, value: change(reply.value) } });
  });
}
