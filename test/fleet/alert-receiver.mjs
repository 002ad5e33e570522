// A receiver of alerts, as a process of its own: it checks what a receiver of the format checks, writes a line for each request, and refuses as told.
// Slack: section texts of 1 to 3,000 characters, 50 blocks, markup by its own escapes. Teams: 28 KB, one Adaptive Card of elements that it knows.
import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.SECRET ?? '';
const format = process.env.FORMAT ?? 'generic';
const refuse = (process.env.REFUSE ?? '').split(',').filter((status) => status !== '');

/** Whether an object has these and no other properties. */
const only = (value, ...names) =>
  typeof value === 'object' && value !== null && Object.keys(value).every((name) => names.includes(name));
const isText = (value, longest) =>
  typeof value === 'string' &&
  value.length >= 1 &&
  value.length <= longest &&
  value.isWellFormed?.() !== false;

function slack(body) {
  if (!only(body, 'text', 'blocks') || !isText(body.text, 40_000)) return 400;
  if (!Array.isArray(body.blocks) || body.blocks.length < 1 || body.blocks.length > 50) return 400;
  const isSection = (block) =>
    only(block, 'type', 'text') &&
    block.type === 'section' &&
    only(block.text, 'type', 'text') &&
    block.text.type === 'mrkdwn' &&
    isText(block.text.text, 3_000) &&
    isSlackMarkup(block.text.text);
  return body.blocks.every(isSection) && isSlackMarkup(body.text) ? 200 : 400;
}

/** Nothing but whole escapes, and links to the web: `<!channel>` would call everybody. */
function isSlackMarkup(text) {
  const rest = text.replaceAll(/<https?:\/\/[^<>|\s]+\|[^<>|]+>/g, '').replaceAll(/&(amp|lt|gt);/g, '');
  return !/[<>&]/.test(rest);
}

function teams(body, bytes) {
  if (bytes > 28 * 1_024) return 413;
  if (!only(body, 'type', 'attachments') || body.type !== 'message') return 400;
  if (!Array.isArray(body.attachments) || body.attachments.length !== 1) return 400;
  const [attachment] = body.attachments;
  if (!only(attachment, 'contentType', 'content')) return 400;
  const { contentType, content } = attachment;
  if (contentType !== 'application/vnd.microsoft.card.adaptive') return 400;
  if (!only(content, '$schema', 'type', 'version', 'body', 'actions')) return 400;
  if (content.type !== 'AdaptiveCard' || !/^1\.[0-5]$/.test(content.version)) return 400;
  const isBlock = (one) =>
    only(one, 'type', 'text', 'wrap', 'weight') &&
    one.type === 'TextBlock' &&
    isText(one.text, Infinity) &&
    typeof one.wrap === 'boolean' &&
    ['Default', 'Lighter', 'Bolder', undefined].includes(one.weight);
  const isAction = (one) =>
    only(one, 'type', 'title', 'url') &&
    one.type === 'Action.OpenUrl' &&
    isText(one.title, Infinity) &&
    /^https?:\/\//.test(one.url);
  return content.body.length > 0 && content.body.every(isBlock) && content.actions.every(isAction)
    ? 202
    : 400;
}

const answers = { slack, teams, generic: () => 200 };

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const whole = Buffer.concat(parts);
    const body = whole.toString('utf8');
    const header = request.headers['x-points-gauge-signature'] ?? '';
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    const wanted = createHmac('sha256', secret).update(`${time}.${body}`).digest();
    const isSigned = signature !== undefined && timingSafeEqual(Buffer.from(signature, 'hex'), wanted);
    const isJson = request.method === 'POST' && request.headers['content-type'] === 'application/json';
    const judged = isJson ? answers[format](JSON.parse(body), whole.length) : 415;
    const status = Number(refuse.shift() ?? judged);
    console.log(
      JSON.stringify({
        isSigned,
        header,
        id: request.headers['x-points-gauge-delivery'],
        status,
        body: JSON.parse(body),
      }),
    );
    response.writeHead(status, status === 302 ? { Location: 'http://127.0.0.1:1/' } : {}).end();
  });
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
  console.log(JSON.stringify({ port: server.address().port })),
);
