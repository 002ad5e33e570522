import { createPageHistory, locate } from '../../emulator/host/page/history';
import { basePath, readChoice } from '../../emulator/host/page/choice';
import type { HostState } from '../../emulator/host/page/messages';

describe("the history of an app's page", () => {
  const first = { pathname: '/', search: '', hash: '', key: 'host', state: undefined };

  it('tells the host and its own listeners of a push, and takes a way back from the host', () => {
    const moved: string[] = [];
    const heard: string[] = [];
    const { history, arrive } = createPageHistory(first, {
      moved: (action, location) => moved.push(`${action} ${location.pathname}`),
      go: (steps) => moved.push(`go ${String(steps)}`),
    });
    const stopListening = history.listen((location, action) => heard.push(`${action} ${location.pathname}`));

    history.push('/endpoints?hours=24#top');
    history.goBack();
    arrive('POP', first);
    stopListening();
    history.replace('/limits');

    expect(moved).toEqual(['PUSH /endpoints', 'go -1', 'REPLACE /limits']);
    expect(heard).toEqual(['PUSH /endpoints', 'POP /']);
    expect(history.location).toMatchObject({ pathname: '/limits', search: '', hash: '' });
    expect(history.length).toBe(2);
  });

  it('takes a location by its parts', () => {
    expect(locate({ pathname: '/a', search: '?b=1' }, { c: 1 }, 'k')).toEqual({
      pathname: '/a',
      search: '?b=1',
      hash: '',
      state: { c: 1 },
      key: 'k',
    });
  });
});

describe('what the address says to show', () => {
  const module = {
    key: 'admin',
    type: 'jira:adminPage',
    product: 'jira' as const,
    title: 'Gauge',
    entryFile: 'index.html',
    hasHistory: true,
    pages: [],
  };
  const people = [
    { accountId: 'a', displayName: 'Ada', role: 'admin' as const },
    { accountId: 'm', displayName: 'Mo', role: 'member' as const },
  ];
  const state: HostState = {
    sites: [
      { name: 'acme', cloudId: 'c1', siteUrl: 'https://acme.atlassian.net', people },
      { name: 'globex', cloudId: 'c2', siteUrl: 'https://globex.atlassian.net', people },
    ],
    apps: [
      {
        key: 'radar',
        title: 'Radar',
        scopes: [],
        installations: [{ id: 'i1', cloudId: 'c1' }],
        modules: [module],
      },
    ],
  };
  const read = (path: string) => readChoice(state, new URL(path, 'http://localhost:4455'));

  it('is the first of everything at the bare address', () => {
    expect(read('/')).toMatchObject({
      installationId: 'i1',
      product: 'jira',
      module,
      pathname: '/',
      colorMode: 'light',
      person: { role: 'admin' },
    });
  });

  it('is a subpage, a person and dark where it says so', () => {
    expect(read(`${basePath('jira')}/endpoints?as=member&theme=dark`)).toMatchObject({
      pathname: '/endpoints',
      colorMode: 'dark',
      person: { accountId: 'm' },
    });
  });

  it('is no module and no installation where there is none', () => {
    expect(read('/wiki/settings/apps/points-gauge?site=globex')).toMatchObject({
      product: 'confluence',
      module: null,
      installationId: null,
    });
  });
});
