import { verdictOf, type PoolView, type VerdictKind } from '../../../../src/admin/contract/contract';
import { useWords } from '../words';
import { Glyph, type GlyphName } from './glyph';

const glyphs: Record<VerdictKind, GlyphName> = {
  refused: 'stop',
  usedUp: 'stop',
  runsDry: 'rising',
  mayRunDry: 'rising',
  near: 'warning',
  close: 'warning',
  easing: 'recovering',
  recovering: 'recovering',
  fine: 'check',
  unknown: 'unknown',
};

/** The verdict on a pool as a word with a sign: the colour only repeats it. */
export function Status({ view }: { view: PoolView }) {
  return <StatusBadge kind={verdictOf(view).kind} />;
}

export function StatusBadge({ kind }: { kind: VerdictKind }) {
  const { text } = useWords();
  return (
    <span className={`status status-${kind}`}>
      <Glyph name={glyphs[kind]} />
      {text.verdict.badges[kind]}
    </span>
  );
}
