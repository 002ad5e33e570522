import type { PoolStatus } from '../../../../src/admin/contract/contract';
import { useWords } from '../words';
import { Glyph, type GlyphName } from './glyph';

const glyphs: Record<PoolStatus, GlyphName> = {
  unknown: 'unknown',
  fine: 'check',
  watch: 'rising',
  near: 'warning',
  exhausted: 'stop',
  recovering: 'recovering',
};

/** The state of a pool as a word with a sign: the colour only repeats it. */
export function Status({ status }: { status: PoolStatus }) {
  const { text } = useWords();
  return (
    <span className={`status status-${status}`}>
      <Glyph name={glyphs[status]} />
      {text.status[status]}
    </span>
  );
}
