// How long the admin page holds the browser up while a long table is sorted and filtered.
const rows = 500;

/**
 * As many endpoints as an account keeps, made of those that the app really answered with: other paths, and figures that differ.
 * @param {{ value?: { data?: { endpoints?: { template: string, requests: number }[] } } }} reply of the host
 */
function lengthened(reply) {
  const data = reply.value?.data;
  const known = data?.endpoints;
  if (known === undefined || known.length === 0) return reply;
  const endpoints = Array.from({ length: rows }, (_, index) => {
    const one = known[index % known.length] ?? { template: '', requests: 0 };
    const copy = Math.floor(index / known.length);
    return copy === 0
      ? one
      : { ...one, template: `${one.template}/copy-${copy}`, requests: one.requests + copy };
  });
  return { ...reply, value: { ...reply.value, data: { ...data, endpoints } } };
}

/** In the frame, before its own scripts. */
function watchTasks() {
  globalThis.longTasks = [];
  const observer = new globalThis.PerformanceObserver((list) => {
    globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ type: 'longtask' });
}

/**
 * Milliseconds; 0 where no task took 50, below which Chromium names none.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url of the development cloud
 * @param {number} slowdown of the processor
 */
export async function longestTask(browser, url, slowdown) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.route('**/__host/bridge', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: lengthened(await response.json()) });
  });
  await page.addInitScript(watchTasks);
  await page.goto(`${url}/jira/settings/apps/points-gauge/endpoints`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('The page has no frame.');
  await frame.waitForSelector('table.data-table tbody tr');
  const shown = await frame.locator('body').innerText();
  if (!shown.includes(String(rows))) throw new Error(`The page does not show ${rows} endpoints.`);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await frame.evaluate(() => {
    globalThis.longTasks.length = 0;
  });
  const heads = frame.locator('table.data-table thead button');
  const count = await heads.count();
  if (count < 5) throw new Error(`The table has ${count} columns to sort by.`);
  for (let column = 0; column < count; column += 1) await heads.nth(column).click();
  const filter = frame.locator('input[type="search"], input[type="text"], input:not([type])').first();
  await filter.pressSequentially('issue');
  for (let letter = 0; letter < 5; letter += 1) await filter.press('Backspace');
  await page.waitForTimeout(500);
  const tasks = await frame.evaluate(() => globalThis.longTasks);
  await context.close();
  return Math.max(0, ...tasks);
}
