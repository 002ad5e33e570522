/** One notice as each receiver wants it. Names of sites come from their lines: no markup of theirs is taken over. */
import type { AlertFacts, AlertState } from './conditions';
import type { AlertFormat } from './receiver';

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

/**
 * Incoming webhooks: `text` for notifications, blocks for the channel. A section holds 1 to 3,000 characters, else Slack answers 400 and the
 * alert is lost. https://docs.slack.dev/reference/block-kit/blocks/section-block, read 2026-11.
 */
function slack(message: Message): unknown {
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const verdict = cut(heads[message.kind] + message.verdict, longestSection, escaped);
  const texts = [
    verdict,
    ...(message.culprit === null ? [] : [cut(message.culprit, longestSection, escaped)]),
    ...(message.link === null ? [] : [`<${escaped(message.link)}|Points Gauge>`]),
  ];
  return {
    text: verdict,
    blocks: texts.map((text) => ({ type: 'section', text: { type: 'mrkdwn', text } })),
  };
}

const longestSection = 3_000;

/**
 * A workflow that "receives a webhook request" takes an Adaptive Card, 28 KB at most. Microsoft, "Create incoming webhooks with Workflows" and
 * "Create an Incoming Webhook", read 2026-11.
 */
function teams(message: Message): unknown {
  const plain = (text: string): string => text.replaceAll(/[[\]*_`<>#|\\]/g, (one) => `\\${one}`);
  const block = (text: string, more: object = {}): object => ({
    ...{ type: 'TextBlock', text: cut(text, longestBlock, plain), wrap: true },
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

/** Two of them are below 28 KB, whatever they say: a character is written with six bytes at most. */
const longestBlock = 2_000;

/** As it is written, no longer than that: whole characters and no half of an escape. */
function cut(text: string, longest: number, escaped: (text: string) => string): string {
  const whole = escaped(text);
  if (whole.length <= longest) return whole;
  let length = 1;
  let kept = '';
  for (const one of text) {
    const written = escaped(one);
    length += written.length;
    if (length > longest) break;
    kept += written;
  }
  return `${kept}…`;
}
