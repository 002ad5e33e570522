import Button from '@atlaskit/button/new';
import type { PriceMoveView, PricesChange } from '../../../../../src/admin/contract/contract';
import { useWords } from '../../words';

const shownMoves = 12;

/** How prices came to be, newest first: what moved far is said first, and each endpoint's last move can be undone. */
export function PriceMoves({
  moves,
  isBusy,
  change,
}: {
  moves: readonly PriceMoveView[];
  isBusy: boolean;
  change: (wish: PricesChange) => void;
}) {
  const { text, format } = useWords();
  const say = text.prices;
  if (moves.length === 0) return null;
  const nameOf = ({ method, template }: PriceMoveView) => `${method} ${template}`;
  const far = moves.filter(({ isNoticed }) => isNoticed);
  return (
    <>
      {far.length > 0 && (
        <p role="status">{say.movedFar(far.length, far.slice(0, 3).map(nameOf).join(', '))}</p>
      )}
      <p>{say.moves}</p>
      <ul>
        {moves.slice(0, shownMoves).map((move, i) => {
          const { product, method, template, atMs, fromPoints, toPoints, isByItself } = move;
          const isLast =
            moves.findIndex((one) => one.product === product && nameOf(one) === nameOf(move)) === i;
          const from = fromPoints === null ? text.unknownFigure : format.decimal(fromPoints);
          return (
            <li key={`${atMs} ${product} ${nameOf(move)}`}>
              {say.move(format.utcDayTime(atMs), nameOf(move), from, format.decimal(toPoints))}{' '}
              {isByItself ? say.byItself : say.byPerson}{' '}
              {isLast && (
                <Button
                  spacing="compact"
                  isDisabled={isBusy}
                  aria-label={`${say.undo}: ${nameOf(move)}`}
                  onClick={() => {
                    change({ kind: 'undo', endpoints: [{ product, method, template }] });
                  }}
                >
                  {say.undo}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
