/** The only file that talks to Forge: every question of the page goes through here, and the grant with it. */
import { invoke, view } from '@forge/bridge';
import type {
  Answer,
  AskName,
  EndpointsAnswer,
  OverviewAnswer,
  SettingsAnswer,
  SettingsChange,
} from '../../../src/admin/contract';
import { isAnswer, isEndpoints, isOverview, isSettings } from './answers';

/** Proof that the person is an administrator, as the last answer gave it. In memory only: it dies with the page. */
let grant: string | null = null;

/** An answer came that is none of ours: the page and the app are of different versions, or the answer is broken. */
export class StrangeAnswerError extends Error {
  constructor(readonly asked: AskName) {
    super(`${asked}: the answer is not what the contract says`);
  }
}

async function ask<T>(
  name: AskName,
  isData: (data: unknown) => data is T,
  body: object = {},
): Promise<Answer<T>> {
  const answer: unknown = await invoke(name, grant === null ? { ...body } : { ...body, grant });
  if (!isAnswer(answer)) throw new StrangeAnswerError(name);
  if (!answer.ok) {
    if (answer.error.code === 'notAdmin') grant = null;
    return answer;
  }
  if (!isData(answer.data)) throw new StrangeAnswerError(name);
  grant = answer.grant ?? grant;
  return { ...answer, data: answer.data };
}

export const askOverview = (): Promise<Answer<OverviewAnswer>> => ask('overview', isOverview);
export const askEndpoints = (): Promise<Answer<EndpointsAnswer>> => ask('endpoints', isEndpoints);
export const askSettings = (): Promise<Answer<SettingsAnswer>> => ask('settings', isSettings);

/** Answers with the settings as they are afterwards. */
export const saveSettings = (change: SettingsChange): Promise<Answer<SettingsAnswer>> =>
  ask('saveSettings', isSettings, { change });

/** The part of the host's history that the page needs. */
export interface PageHistory {
  location: { pathname: string };
  push(path: string): void;
  listen(heard: (location: { pathname: string }) => void): () => void;
}

/** The host's history; one that ends with the page where the host has none. */
export async function openHistory(): Promise<PageHistory> {
  try {
    return await view.createHistory();
  } catch {
    const heard = new Set<(location: { pathname: string }) => void>();
    const history: PageHistory = {
      location: { pathname: '/' },
      push(pathname) {
        history.location = { pathname };
        heard.forEach((tell) => {
          tell(history.location);
        });
      },
      listen(tell) {
        heard.add(tell);
        return () => heard.delete(tell);
      },
    };
    return history;
  }
}

/** Light and dark as the product has it. Without it the page stays light, which is no reason to fail. */
export async function followTheme(): Promise<void> {
  try {
    await view.theme.enable();
  } catch {
    // An older host has no theming.
  }
}
