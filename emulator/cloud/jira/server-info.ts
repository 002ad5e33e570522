/** The server's description of itself. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { hash } from '../world/seed';
import { jiraTime } from './shapes';

function serverInfo({ baseUrl, nowMs }: Call): Reply {
  const body = {
    baseUrl,
    displayUrl: baseUrl,
    displayUrlServicedeskHelpCenter: baseUrl,
    displayUrlConfluence: `${baseUrl}/wiki`,
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_300,
    buildDate: '2026-10-01T00:00:00.000+0000',
    serverTime: jiraTime(nowMs),
    scmInfo: 'emulated',
    serverTitle: 'Jira',
    defaultLocale: { locale: 'en_US' },
    serverTimeZone: 'Etc/UTC',
  };
  return reply(200, body, { core: 1 });
}

function configuration(): Reply {
  return reply(
    200,
    {
      votingEnabled: true,
      watchingEnabled: true,
      unassignedIssuesAllowed: true,
      subTasksEnabled: true,
      issueLinkingEnabled: true,
      timeTrackingEnabled: true,
      attachmentsEnabled: true,
      timeTrackingConfiguration: {
        workingHoursPerDay: 8,
        workingDaysPerWeek: 5,
        timeFormat: 'pretty',
        defaultUnit: 'minute',
      },
    },
    { core: 1 },
  );
}

const sizes = new Map([
  ['xsmall', 16],
  ['small', 24],
  ['medium', 32],
]);

/** A picture for whatever has one: a circle whose colour follows from what it is of. */
function avatar({ query }: Call): Reply {
  const size = sizes.get(query.get('size') ?? '') ?? 48;
  const hue = hash(1, query.get('avatarType') ?? '', query.get('avatarId') ?? '') % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1" fill="hsl(${hue} 60% 45%)"/></svg>`;
  return { ...reply(200, null), file: { mediaType: 'image/svg+xml', bytes: Buffer.from(svg) } };
}

export const serverInfoEndpoints: readonly CloudEndpoint[] = [
  { product: 'jira', method: 'GET', template: '/rest/api/3/serverInfo', handle: serverInfo, anonymous: true },
  { product: 'jira', method: 'GET', template: '/rest/api/3/configuration', handle: configuration },
  { product: 'jira', method: 'GET', template: '/secure/viewavatar', handle: avatar, anonymous: true },
];
