import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { PoolStatus } from '../../../../src/admin/contract';
import { useWords } from '../words';
import { Glyph, type GlyphName } from './glyph';

const looks: Record<PoolStatus, { appearance: ThemeAppearance; glyph: GlyphName }> = {
  unknown: { appearance: 'default', glyph: 'unknown' },
  fine: { appearance: 'success', glyph: 'check' },
  watch: { appearance: 'inprogress', glyph: 'rising' },
  near: { appearance: 'moved', glyph: 'warning' },
  exhausted: { appearance: 'removed', glyph: 'stop' },
  recovering: { appearance: 'inprogress', glyph: 'recovering' },
};

/** The state of a pool as a word with a sign: the colour only repeats it. */
export function Status({ status }: { status: PoolStatus }) {
  const { text } = useWords();
  const { appearance, glyph } = looks[status];
  return (
    <span className={`status status-${status}`}>
      <Glyph name={glyph} />
      <Lozenge appearance={appearance}>{text.status[status]}</Lozenge>
    </span>
  );
}
