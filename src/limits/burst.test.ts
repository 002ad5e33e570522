import { burstLimits, burstPerSecond } from './burst';
import { leftInBucket, nextFromBucket } from './token-bucket';
import type { Method } from '../model';

const jira = (method: Method, template: string) => burstPerSecond({ product: 'jira', method, template });

describe('requests a second', () => {
  it.each<[Method, string, number | null]>([
    ['GET', '/rest/api/3/field', 100],
    ['POST', '/rest/api/3/issue', 100],
    ['PUT', '/rest/api/3/issue/{issueIdOrKey}', 50],
    ['DELETE', '/rest/api/3/issue/{issueIdOrKey}', 50],
    ['PATCH', '/rest/api/3/issue/{issueIdOrKey}', null],
    ['GET', '/rest/api/3/issue/{issueIdOrKey}', 150],
    ['GET', '/rest/api/2/issue/{issueIdOrKey}', 150],
    ['GET', '/rest/api/3/issue/{issueIdOrKey}/changelog', 200],
    ['GET', '/rest/api/3/user', 150],
    ['POST', '/rest/api/3/permissionscheme/{schemeId}/permission', 100],
    ['GET', '/rest/servicedeskapi/servicedesk/{serviceDeskId}/customer', 5],
    ['PUT', '/rest/api/3/component/{id}', 500],
    ['DELETE', '/rest/builds/0.1/bulkByProperties', 100],
  ])('%s %s sustains %s', (method, template, perSecond) => {
    expect(jira(method, template)).toBe(perSecond);
  });

  it('is published for few endpoints of Confluence only', () => {
    const confluence = (template: string) =>
      burstPerSecond({ product: 'confluence', method: 'GET', template });
    expect(confluence('/wiki/api/v2/pages/{id}/descendants')).toBe(300);
    expect(confluence('/wiki/rest/api/content/{id}/child/attachment')).toBe(200);
    expect(confluence('/wiki/api/v2/pages')).toBeNull();
  });

  it('lists an endpoint once', () => {
    const keys = burstLimits.byEndpoint.map(([method, template]) => `${method} ${template}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the bucket', () => {
  const empty = { sizeRequests: 350, refillPerSecond: 100, leftRequests: 0, atMs: 1_000 };

  it('fills steadily up to its size', () => {
    expect(leftInBucket(empty, 1_000)).toBe(0);
    expect(leftInBucket(empty, 1_505)).toBe(50);
    expect(leftInBucket(empty, 60_000)).toBe(350);
  });

  it('has the next request when one has been filled in', () => {
    expect(nextFromBucket(empty, 1_000)).toBe(1_010);
    expect(nextFromBucket(empty, 1_004)).toBe(1_010);
    expect(nextFromBucket(empty, 2_000)).toBe(2_000);
  });

  it('never has one when nothing is filled in', () => {
    expect(nextFromBucket({ ...empty, refillPerSecond: 0 }, 2_000)).toBeNull();
  });
});
