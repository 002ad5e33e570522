import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from './node-process';

interface Manifest {
  modules: Record<string, Record<string, unknown>[]>;
  app: { licensing?: unknown };
  remotes?: unknown;
  permissions: { scopes: string[]; external?: unknown; content?: unknown };
}

// What docs/marketplace.md promises, for the gauge by itself and for the example that embeds it.
describe.each(['manifest.yml', 'examples/forge-app/manifest.yml'])('%s', (file) => {
  const text = readFileSync(join(projectRoot, file), 'utf8');
  const manifest = parse(text) as Manifest;

  it('lets nothing leave the site: no remote, no external permission, web triggers with fixed answers alone', () => {
    expect(manifest.remotes).toBeUndefined();
    expect(manifest.permissions.external).toBeUndefined();
    expect(manifest.permissions.content).toBeUndefined();
    const kinds = (manifest.modules['webtrigger'] ?? []).map(({ key, response }) => [key, response]);
    const isStatic: unknown = expect.objectContaining({ type: 'static' });
    expect(kinds).toEqual([
      ['pg-report', isStatic],
      ['pg-notice', isStatic],
    ]);
  });

  it('never skips a function for want of a licence, which a free app does not have', () => {
    expect(text).not.toContain('appIsLicensed');
  });

  it('asks for three scopes, none of which writes', () => {
    expect(manifest.permissions.scopes).toEqual(['storage:app', 'read:jira-work', 'read:confluence-user']);
  });
});

test('every scope of the manifests is in the table of docs/marketplace.md', () => {
  const table = readFileSync(join(projectRoot, 'docs', 'marketplace.md'), 'utf8');
  const listed = [...table.matchAll(/^\| `([a-z]+:[a-z-]+)` \|/gm)].map(([, scope]) => scope);
  expect(listed).toEqual(['storage:app', 'read:jira-work', 'read:confluence-user', 'write:jira-work']);
});

test('the tests that docs/marketplace.md and SECURITY.md point to are there', () => {
  const texts = ['docs/marketplace.md', 'SECURITY.md'].map((file) =>
    readFileSync(join(projectRoot, file), 'utf8'),
  );
  const named = texts.join('\n').match(/(?:src|test)\/[\w/.-]+\.test\.tsx?/g) ?? [];
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
});

test('the icon that the manifest names is among the files of its resource', () => {
  const { modules } = parse(readFileSync(join(projectRoot, 'manifest.yml'), 'utf8')) as Manifest;
  expect(modules['jira:adminPage']?.[0]?.['icon']).toBe('resource:dashboard;icon.svg');
  const icon = readFileSync(join(projectRoot, 'static', 'dashboard', 'public', 'icon.svg'), 'utf8');
  expect(icon).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="48" height="48"/);
});
