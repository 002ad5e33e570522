import { route } from '@forge/api';
import { kvs } from '@forge/kvs';
import { gauge, gaugeHandlers } from './gauge';

const sync = gauge.tag('sync');
const notes = gauge.tag('notes');

// Once a day: what was done since yesterday. The app's own storage stays its own.
const collect = gauge.withGauge('schedule', async () => {
  const response = await sync
    .asApp()
    .requestJira(route`/rest/api/3/search/jql?jql=${'updated > -1d'}&maxResults=50&fields=summary`);
  const { issues = [] } = await response.json();
  await kvs.set('collected', { issues: issues.length });
});

// On an issue: one line for the release notes, as the person who looks at it.
const panel = gauge.withGauge('person', async ({ call: { payload } }) => {
  const response = await notes.asUser().requestJira(route`/rest/api/3/issue/${payload.key}?fields=summary`);
  const { fields } = await response.json();
  return { line: fields.summary };
});

const {
  resolver: gaugeResolver,
  sweep: gaugeSweep,
  rollup: gaugeRollup,
  probe: gaugeProbe,
  probeStep: gaugeProbeStep,
  lifecycle: gaugeLifecycle,
  ingest: gaugeIngest,
} = gaugeHandlers;

export {
  collect,
  panel,
  gaugeResolver,
  gaugeSweep,
  gaugeRollup,
  gaugeProbe,
  gaugeProbeStep,
  gaugeLifecycle,
  gaugeIngest,
};
