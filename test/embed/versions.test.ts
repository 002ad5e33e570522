import { app, embedded } from './apps';
import { planRemoval } from '../../cli/embed/plan';

function packageOf(dependencies: object, devDependencies: object = {}): Record<string, string> {
  return { 'package.json': JSON.stringify({ name: 'small', dependencies, devDependencies }) };
}

const storage = { 'src/store.ts': "import api, { route, storage } from '@forge/api';\n" };

function planned(files: Record<string, string>, isApiRaised = false) {
  const { files: after, remarks } = embedded(app(files), { isApiRaised });
  const { dependencies } = JSON.parse(after.get('package.json') ?? '') as {
    dependencies: Record<string, string>;
  };
  return { dependencies, remarks };
}

describe('an app that names no @forge/api', () => {
  it.each([
    ['gets the newest', packageOf({}), '^8.3.0', '^3.0.8', 'added.'],
    ['has TypeScript 5', packageOf({}, { typescript: '^5.1.0' }), '^8.3.0', '^3.0.8', 'added.'],
    [
      'has TypeScript 4, which @forge/api 8 refuses',
      packageOf({}, { typescript: '^4.9.5' }),
      '^7.2.2',
      '^2.1.4',
      'the app has TypeScript ^4.9.5, and 8 wants 5',
    ],
    [
      'uses the storage that 8 has not',
      { ...packageOf({}), ...storage },
      '^7.2.2',
      '^2.1.4',
      'uses its "storage"',
    ],
  ])('%s', (_what, files, api, events, words) => {
    const { dependencies, remarks } = planned(files);
    expect(dependencies).toMatchObject({ '@forge/api': api, '@forge/events': events });
    expect(remarks.join()).toContain(words);
  });
});

describe('an app of an old @forge/api', () => {
  const old = packageOf({ '@forge/api': '^3.9.1', '@forge/resolver': '1.5.14', '@forge/kvs': '^0.1.0' });

  it('is refused, and told how it can be raised', () => {
    expect(() => planned(old)).toThrow('or this again with --raise-api');
    expect(() => planned(packageOf({ '@forge/api': '^8.0.0', '@forge/kvs': '^0.1.0' }))).toThrow(
      'npm install @forge/kvs@^1.6.5',
    );
  });

  it('is raised when it is asked for, to what fits, and the changes on the way are named', () => {
    const { dependencies, remarks } = planned(old, true);
    expect(dependencies).toMatchObject({
      ...{ '@forge/api': '^8.3.0', '@forge/resolver': '^2.0.1', '@forge/kvs': '^1.6.5' },
      '@forge/events': '^3.0.8',
    });
    expect(remarks.join()).toContain('@forge/api is raised from ^3.9.1 to ^8.3.0. On the way: 4 has no');
    expect(planned({ ...old, ...storage }, true).dependencies).toMatchObject({ '@forge/api': '^7.2.2' });
  });

  it('gets its own versions back', () => {
    const before = app(old);
    const after = planRemoval(embedded(before, { isApiRaised: true }).files);
    expect(JSON.parse(after.get('package.json') ?? '')).toEqual(JSON.parse(before.get('package.json') ?? ''));
  });

  it('stays refused where its async events are of before 2.0, which raising would lose', () => {
    const events = packageOf({ '@forge/api': '^3.9.1', '@forge/events': '1.0.3' });
    expect(() => planned(events, true)).toThrow('2.0 changed what push() takes');
  });

  it('that the gauge takes as it is stays as it is', () => {
    const { dependencies, remarks } = planned(packageOf({ '@forge/api': '6.2.0' }), true);
    expect(dependencies['@forge/api']).toBe('6.2.0');
    expect(remarks).toEqual([]);
  });
});
