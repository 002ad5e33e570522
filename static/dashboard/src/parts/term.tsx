import { useEffect, useState, type CSSProperties, type FocusEvent, type MouseEvent } from 'react';
import type { Text } from '../words';
import { useWords } from '../words';

export type TermName = keyof Text['glossary']['terms'];

/** Room that an explanation takes, pixels; the style sheet has the same width. */
const size = { width: 320, height: 120, gap: 6 };

interface Explanation {
  /** The sentence, for what carries the term: a screen reader says it where the term has the focus. */
  says: string | undefined;
  around: {
    onMouseEnter?: (event: MouseEvent<HTMLElement>) => void;
    onMouseLeave?: () => void;
    onFocus?: (event: FocusEvent<HTMLElement>) => void;
    onBlur?: () => void;
  };
  tip: React.JSX.Element | null;
}

/** A term's plain sentence, shown while somebody points at it or has it in focus; Escape puts it away. */
export function useExplanation(of: TermName | undefined): Explanation {
  const { text } = useWords();
  const [place, setPlace] = useState<CSSProperties | null>(null);
  const isOpen = place !== null;
  useEffect(() => {
    if (!isOpen) return;
    const close = () => {
      setPlace(null);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    };
    document.addEventListener('keydown', onKey);
    // What scrolls away takes its explanation along; the table that scrolls need not be the page.
    document.addEventListener('scroll', close, { capture: true, passive: true });
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', close, { capture: true });
    };
  }, [isOpen]);
  if (of === undefined) return { says: undefined, around: {}, tip: null };
  const { says } = text.glossary.terms[of];
  const open = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    setPlace(placeBeside(currentTarget.getBoundingClientRect()));
  };
  const close = () => {
    setPlace(null);
  };
  return {
    says,
    around: { onMouseEnter: open, onMouseLeave: close, onFocus: open, onBlur: close },
    tip:
      place === null ? null : (
        <span role="tooltip" className="term-tip" style={place}>
          {says}
        </span>
      ),
  };
}

/** Under the term, or above it where the window ends. */
function placeBeside(term: DOMRect): CSSProperties {
  const left = Math.max(8, Math.min(term.left, window.innerWidth - size.width - 8));
  const isLow = term.bottom + size.gap + size.height > window.innerHeight;
  return isLow
    ? { left, bottom: window.innerHeight - term.top + size.gap }
    : { left, top: term.bottom + size.gap };
}

/** Words with their explanation behind them. */
export function Term({ of, children }: { of: TermName; children: string }) {
  const { says, around, tip } = useExplanation(of);
  return (
    <span className="term-around" {...around}>
      <button type="button" className="term" aria-description={says}>
        {children}
      </button>
      {tip}
    </span>
  );
}
