import { invoke, requestConfluence, requestJira } from '@forge/bridge';
import { createBridgeLane } from '../../../src/bridge-client/call-reporter';
import { isAnswer } from './answers';
import { StrangeAnswerError } from './strange-answer';

/** The page's own calls of the product go through here, so that the account knows of them. */
export const lane = createBridgeLane<{ method?: string }, Response>({
  requestJira,
  requestConfluence,
  send: async (batch) => {
    const answer: unknown = await invoke('bridgeCalls', { ...batch });
    if (!isAnswer(answer) || !answer.ok) throw new StrangeAnswerError('bridgeCalls');
    return answer.data;
  },
  nowMs: () => Date.now(),
  later: (run, milliseconds) => {
    window.setTimeout(run, milliseconds);
  },
});
