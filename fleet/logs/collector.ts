/** The App logs API as something to collect from. */
import type { Source } from '../collecting/turn';
import type { Fetch } from '../gateway';
import { askLogs, logPace, logRules, type LogSource } from './ask-logs';
import { siteLines, type SiteLines } from './site-lines';

export function logCollection(fetchIt: Fetch, source: LogSource): Source<SiteLines> {
  return {
    ...{ rules: logRules, pace: logPace },
    ask: async (reading) => {
      const answer = await askLogs(fetchIt, source, reading);
      return answer.kind === 'page'
        ? { kind: 'page', data: siteLines(answer.logs), cursor: answer.cursor }
        : answer;
    },
  };
}
