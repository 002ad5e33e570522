import { redeliveredAfterMs } from './requeued';
import { handlersLeftOut, site, startMs, startTinyApp, type TinyApp } from '../../test/emulator/tiny-app';

const source = `
import { createGauge, createHandlers } from './src/forge';
import { callProbe } from './src/app/probe';
const gauge = createGauge();
export const { rollup: consume } = createHandlers(gauge);
export const hourly = gauge.withGauge('schedule', () => callProbe(gauge));
export const resolver = async () => {};
${handlersLeftOut.replace(/export const (consume|hourly).*\n/g, '')}`;

const urls = (app: TinyApp): string[] => app.requests.map(({ url }) => url.replace(site.cloudId, '{site}'));
const jiraProbe = '/ex/jira/{site}/rest/api/3/mypermissions?permissions=ADMINISTER';
const confluenceProbe = '/ex/confluence/{site}/wiki/rest/api/user/current';

describe('the probe', () => {
  it.each([
    [['jira', 'confluence'] as const, [jiraProbe, confluenceProbe]],
    [['jira'] as const, [jiraProbe]],
    [['confluence'] as const, [confluenceProbe]],
  ])('asks the products that the app is installed in: %p', async (products, asked) => {
    const app = startTinyApp(source);
    const { id } = await app.forge.install({ ...site, products });

    await expect(app.forge.runScheduled(id, 'hourly')).resolves.toEqual({ ok: true });

    expect(urls(app)).toEqual(asked);
  });

  it('asks Confluence also where Jira did not answer', async () => {
    const seen: string[] = [];
    const app = startTinyApp(source, {
      cloud: {
        handle: ({ url }) => {
          seen.push(url.replace(site.cloudId, '{site}'));
          if (url.startsWith('/ex/jira')) throw new Error('connection reset');
          return { status: 200, headers: [], body: '{}' };
        },
      },
    });
    const { id } = await app.forge.install({ ...site, products: ['jira', 'confluence'] });

    await expect(app.forge.runScheduled(id, 'hourly')).resolves.toEqual({ ok: true });

    expect(seen).toEqual([jiraProbe, confluenceProbe]);
  });
});

describe('an event that comes again', () => {
  it('tells since when, and a first delivery tells nothing', () => {
    const startTime = new Date(startMs).toISOString();

    expect(redeliveredAfterMs({ body: {} }, startMs)).toBeNull();
    expect(redeliveredAfterMs({ retryContext: { retryCount: 1 } }, startMs)).toBe(0);
    expect(
      redeliveredAfterMs({ retryContext: { retentionWindow: { startTime } } }, startMs + 3_600_000),
    ).toBe(3_600_000);
    expect(redeliveredAfterMs({ retryContext: { retentionWindow: { startTime: 'soon' } } }, startMs)).toBe(0);
  });
});
