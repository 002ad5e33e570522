import Button from '@atlaskit/button/new';
import { useWords } from '../words';

interface PagerProps {
  /** Index of the first row that is shown. */
  first: number;
  shown: number;
  all: number;
  /** -1 for the page before, 1 for the next. */
  onTurn: (by: -1 | 1) => void;
}

export function Pager({ first, shown, all, onTurn }: PagerProps) {
  const { text, format } = useWords();
  return (
    <nav className="pager" aria-label={text.endpoints.pager}>
      <Button
        spacing="compact"
        isDisabled={first === 0}
        onClick={() => {
          onTurn(-1);
        }}
      >
        {text.endpoints.previous}
      </Button>
      <span role="status">
        {text.endpoints.rows({
          from: format.count(first + 1),
          to: format.count(first + shown),
          all: format.count(all),
        })}
      </span>
      <Button
        spacing="compact"
        isDisabled={first + shown >= all}
        onClick={() => {
          onTurn(1);
        }}
      >
        {text.endpoints.next}
      </Button>
    </nav>
  );
}
