/** What the page takes from the product around it: its history, its word on who looks at which module, its colours. */
import { view } from '@forge/bridge';
import { ownHistory } from './own-history';
import type { PageHistory } from './page-history';

export interface HostContext {
  /** The person's language as the product knows it; `null` where it does not say, and the browser's is taken. */
  locale: string | null;
  /** The module that the page runs in, for example `jira:adminPage`; `null` where the product does not say. */
  moduleType: string | null;
  /** The site's name in its address, for example `acme`; `null` where the product does not say. */
  site: string | null;
}

/** A product that does not answer must not keep the page shut. */
const longestAnswerMs = 10_000;
/** Where the host draws no subpages it has no history to lend either, as far as is known: an answer is not waited for long. */
const unlikelyAnswerMs = 1_000;

/**
 * Modules whose `pages` the product draws in its sidebar, of those that the gauge's page may be mounted in. Everywhere else the
 * page draws its own navigation. Source: Forge manifest reference, "Jira admin page" and "Confluence global settings", 2026-08.
 */
const modulesWithSubpages: readonly (string | null)[] = ['jira:adminPage'];

export function hostDrawsPages({ moduleType }: HostContext): boolean {
  return modulesWithSubpages.includes(moduleType);
}

/** Both fields are `null` where the product does not answer. */
export async function hostContext(): Promise<HostContext> {
  const context = await answerWithin(() => view.getContext(), longestAnswerMs);
  const { locale, extension, siteUrl } = (context ?? {}) as {
    locale?: unknown;
    extension?: { type?: unknown };
    siteUrl?: unknown;
  };
  const moduleType = extension?.type;
  return {
    locale: typeof locale === 'string' && locale !== '' ? locale.replaceAll('_', '-') : null,
    moduleType: typeof moduleType === 'string' ? moduleType : null,
    site: typeof siteUrl === 'string' ? (/^https?:\/\/([^./:]+)/.exec(siteUrl)?.[1] ?? null) : null,
  };
}

/** The host's history; the page's own where the host refuses one, gives nothing or does not answer. */
export async function openHistory(context: Promise<HostContext>): Promise<PageHistory> {
  const asked = answerWithin<PageHistory>(() => view.createHistory(), longestAnswerMs);
  const unlikely = context.then(async (known) =>
    known.moduleType === null || hostDrawsPages(known) ? asked : answerWithin(() => asked, unlikelyAnswerMs),
  );
  return (await Promise.race([asked, unlikely])) ?? ownHistory(window);
}

/** Light and dark as the product has it. Without it the page stays light, which is no reason to fail. */
export async function followTheme(): Promise<void> {
  await answerWithin(() => view.theme.enable(), longestAnswerMs);
}

/** `null` where it is refused, throws, gives nothing or takes longer than so many milliseconds. */
async function answerWithin<T>(ask: () => Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: number | undefined;
  const late = new Promise<null>((resolve) => {
    timer = window.setTimeout(() => {
      resolve(null);
    }, milliseconds);
  });
  const asked = Promise.resolve()
    .then(ask)
    .then(
      (answer) => answer ?? null,
      () => null,
    );
  const answer = await Promise.race([asked, late]);
  window.clearTimeout(timer);
  return answer;
}
