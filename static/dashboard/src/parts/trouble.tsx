import Button from '@atlaskit/button/new';
import type { AnswerError } from '../../../../src/admin/contract/contract';
import type { Trouble } from '../use-request';
import { useWords, type Words } from '../words';
import { Glyph } from './glyph';

/** A page without an answer: what happened, in plain words, and what can be done. */
export function TroublePage({ trouble, retry }: { trouble: Trouble; retry: () => void }) {
  const words = useWords();
  const { title, body, detail } = troubleWords(trouble, words);
  const refused = typeof trouble === 'object' && trouble.code === 'notAdmin';
  return (
    <section className="card trouble" role="alert">
      <Glyph name={refused ? 'stop' : 'warning'} />
      <h2>{title}</h2>
      <p>{body}</p>
      {detail !== null && <p className="subtle">{detail}</p>}
      {!refused && <Button onClick={retry}>{words.text.retry}</Button>}
    </section>
  );
}

/** Whose words in the catalogue say it all, in the person's language; the message of the others names what the catalogue cannot. */
const saidWhole: ReadonlySet<string> = new Set<AnswerError['code']>([
  ...(['cannotVerify', 'poolEmpty', 'changedMeanwhile'] as const),
]);

/** Whether the body and not the detail says what happened. */
export function isSaidWhole(trouble: Trouble): boolean {
  return typeof trouble === 'object' && saidWhole.has(trouble.code);
}

export function troubleWords(trouble: Trouble, { text, format }: Words) {
  if (trouble === 'unreachable') return { title: text.unreachable, body: text.unreachableBody, detail: null };
  if (trouble === 'strange') {
    return { title: text.strangeTitle, body: text.strangeAnswer, detail: null };
  }
  const { title, body } = text.errors[trouble.code];
  const when = trouble.retryAtMs === null ? '' : text.retryFrom({ time: format.utcTime(trouble.retryAtMs) });
  if (saidWhole.has(trouble.code)) return { title, body, detail: when === '' ? null : when };
  const detail = [trouble.message, when].filter((part) => part !== '').join(' ');
  return { title, body, detail: detail === '' ? null : detail };
}
