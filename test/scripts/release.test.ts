import { callScript, runNode } from './node-process';

const rule = async (name: string, ...args: unknown[]): Promise<string> =>
  JSON.stringify(await callScript('scripts/release-rules.mjs', name, args));

it('is refused over files that are not committed, the first of which it names', async () => {
  expect(await rule('treeFaults', '')).toBe('[]');
  expect(await rule('treeFaults', ' M README.md\n?? x\n')).toContain(
    '2 files are not as they were committed (M README.md)',
  );
});

it('is refused under a version that is none, is tagged already, or is another in the lock file', async () => {
  const project = { version: '0.2.0', lockVersion: '0.2.0', tags: ['v0.1.0'] };
  expect(await rule('versionFaults', project)).toBe('[]');
  const both = await rule('versionFaults', { ...project, lockVersion: '0.1.0', tags: ['v0.2.0'] });
  expect(both).toContain('v0.2.0 is a tag already');
  expect(both).toContain('package-lock.json says 0.1.0');
});

it('is refused without a heading of the change log that says something', async () => {
  const log = '# Changelog\n\n## Unreleased\n\n- x\n\n## 0.2.0 - 2026-12-01\n\n- y\n\n## 0.1.0\n\n';
  expect(await rule('changelogFaults', log, '0.2.0')).toBe('[]');
  expect(await rule('changelogFaults', log, '0.1.0')).toContain('says nothing under');
  expect(await rule('changelogFaults', log, '0.2')).toContain('has no heading');
});

it('is refused where a document names another tarball', async () => {
  const text = 'npx --package=../points-gauge-0.1.0.tgz points-gauge embed';
  expect(await rule('tarballFaults', [{ file: 'a.md', text }], '0.1.0')).toBe('[]');
  expect(await rule('tarballFaults', [{ file: 'a.md', text }], '0.2.0')).toContain(
    'a.md names points-gauge-0.1.0.tgz, and this is 0.2.0.',
  );
});

it('is published when it is told to and was checked whole, and never otherwise', async () => {
  const options = async (...args: string[]) => JSON.parse(await rule('readReleaseOptions', args)) as object;
  expect(await options()).toMatchObject({ isPublished: false, fault: null });
  expect(await options('--publish')).toMatchObject({ isPublished: true, fault: null });
  expect(await options('--skip', 'test,forge')).toEqual({
    skipped: ['test', 'forge'],
    isPublished: false,
    fault: null,
  });
  const { code, stderr } = await runNode(['scripts/release.mjs', '--publish', '--skip', 'test']);
  expect(code).toBe(1);
  expect(stderr).toContain('--publish goes without --skip');
});
