import { bareTemplate, withoutPersonalData } from './personal';

describe('what people wrote', () => {
  it.each([
    ['Ask mara.marker@example.com', 'Ask {email}'],
    ['Account 712020:5f1c9d1e-8c1d-4a51-9f6e-7d1f00c0ffee', 'Account {account}'],
    ['Account 5b10ac8d82e05b22cc7d4ef5.', 'Account {account}.'],
    ['Cloud 5f1c9d1e-8c1d-4a51-9f6e-7d1f00c0ffee', 'Cloud {id}'],
    ['See MARK-4711, (MARK-1) and MARK_2-3.', 'See {issue}, ({issue}) and {issue}.'],
    ['https://acme.example/browse/MARK-4711#top', 'https://acme.example/browse/{issue}#top'],
    ['/rest/api/3/search?jql=assignee%3Dmarker&x=MARK-1 was slow', '/rest/api/3/search?{query} was slow'],
    ['branch fix-MARK-4711-again of my_MARK-3', 'branch fix-{issue}-again of my_{issue}'],
    // No such encoding, quarter or tier: these can only be issues.
    ['UTF-9 Q5-2026 TIER-17 HTTP-42', '{issue} {issue} {issue} {issue}'],
  ])('%j leaves the site as %j', (text, left) => {
    expect(withoutPersonalData(text)).toBe(left);
  });

  it.each([
    'CSV in UTF-8, times as ISO-8601, signed with SHA-256',
    'HTTP-429 in Q4-2026 on TIER-1, announced as CHANGE-3003',
    'Spread over 24 hours, P-75 at 30%, e-mail sync off, X-RateLimit-1',
    'Moved GET /rest/api/3/issue/{issueIdOrKey} to the bridge on 2026-11-02',
    'What is it? It = that.',
  ])('%j stays as it is: nothing in it points to a person or an issue', (text) => {
    expect(withoutPersonalData(text)).toBe(text);
  });
});

describe('a path template', () => {
  it.each([
    ['/rest/api/3/issue/MARK-4711', '/rest/api/3/issue/{issue}'],
    ['/rest/api/3/issue/MARK-4711/comment', '/rest/api/3/issue/{issue}/comment'],
    ['/rest/api/3/issue/MARK-4711?expand=marker', '/rest/api/3/issue/{issue}?{query}'],
    ['/rest/people/mara.marker@example.com/x', '/rest/people/{email}/x'],
    ['/export/UTF-16LE/BULK-2x/{id}', '/export/UTF-16LE/BULK-2x/{id}'],
  ])('%j is exported as %j', (template, left) => {
    expect(bareTemplate(template)).toBe(left);
  });
});
