import { createReporter } from './reporter';
import type { ReporterProblem } from './reporter-options';
import type { WireCall } from '../protocol/wire';
import { startServer } from '../../test/node/call-server';

const call: WireCall = {
  ...{ at: Date.UTC(2026, 9, 9), product: 'jira', route: 'oauth.3lo', method: 'GET' },
  ...{ path: '/rest/api/3/myself', status: 200, ms: 12 },
};
const set = { url: 'https://gauge.example/x1/abc', source: 'source-1', secret: 'pgs_secret' };

describe('a reporter', () => {
  it('drops a call that the gauge would refuse, names it, and sends the rest', async () => {
    const server = await startServer(() => ({ status: 200, body: '{"answer":"counted"}' }));
    const problems: ReporterProblem[] = [];
    const reporter = createReporter({
      ...{ ...set, url: server.url },
      onProblem: (problem) => problems.push(problem),
    });
    reporter.report({ ...call, route: 'oauth' as never });
    reporter.report(undefined as never);
    reporter.report(call);
    expect(await reporter.close()).toMatchObject({ sentCalls: 1, droppedCalls: 2 });
    await server.close();
    expect(problems.map(({ kind }) => kind)).toEqual(['badCall', 'badCall']);
    expect(problems[0]?.message).toContain('"route" is none of');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({ dropped: 2, calls: [call] });
  });
});
