/** One notice as each receiver wants it. Names of sites come from their lines: no markup of theirs is taken over. */
import type { AlertFacts, AlertState } from './conditions';

export const alertFormats = ['generic', 'slack', 'teams'] as const;
export type AlertFormat = (typeof alertFormats)[number];

/** What is sent, and kept until it is. Times are ISO 8601. */
export interface Message {
  version: 1;
  id: string;
  kind: 'firing' | 'resolved' | 'test';
  state: AlertState | null;
  /** The threshold that is reached; of `near` alone. */
  thresholdPercent: number | null;
  verdict: string;
  culprit: string | null;
  pool: AlertFacts['pool'];
  figures: AlertFacts['figures'];
  /** When the state began. */
  since: string;
  asOf: string;
  /** The fleet's page; `null`: it serves none. */
  link: string | null;
}

export function bodyOf(message: Message, format: AlertFormat): string {
  switch (format) {
    case 'generic':
      return JSON.stringify(message);
    case 'slack':
      return JSON.stringify(slack(message));
    case 'teams':
      return JSON.stringify(teams(message));
  }
}

const heads = { firing: '', resolved: 'Over: ', test: 'Test: ' } as const;

/** Incoming webhooks: `text` for notifications, blocks for the channel. https://api.slack.com/messaging/webhooks, read 2026-11. */
function slack(message: Message): unknown {
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const verdict = escaped(heads[message.kind] + message.verdict);
  const lines = [verdict, ...(message.culprit === null ? [] : [escaped(message.culprit)])];
  if (message.link !== null) lines.push(`<${escaped(message.link)}|Points Gauge>`);
  return {
    text: verdict,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: lines.join('\n').slice(0, 3_000) } }],
  };
}

/** A workflow that "receives a webhook request" takes an Adaptive Card. Microsoft, "Create incoming webhooks with Workflows", read 2026-11. */
function teams(message: Message): unknown {
  const plain = (text: string): string => text.replaceAll(/[[\]*_`<>#|\\]/g, (one) => `\\${one}`);
  const block = (text: string, more: object = {}): object => ({
    ...{ type: 'TextBlock', text: plain(text), wrap: true },
    ...more,
  });
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          ...{ type: 'AdaptiveCard', version: '1.4' },
          body: [
            block(heads[message.kind] + message.verdict, { weight: 'Bolder' }),
            ...(message.culprit === null ? [] : [block(message.culprit)]),
          ],
          actions:
            message.link === null
              ? []
              : [{ type: 'Action.OpenUrl', title: 'Points Gauge', url: message.link }],
        },
      },
    ],
  };
}
