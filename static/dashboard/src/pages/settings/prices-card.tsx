import Button from '@atlaskit/button/new';
import {
  isKnownCost,
  measuredFile,
  type MeasuredRow,
  type PriceMoveView,
  type PricesAnswer,
  type PricesChange,
} from '../../../../../src/admin/contract/contract';
import { askPrices, changePrices } from '../../api';
import { AskedCard } from '../../parts/asked-card';
import { DataTable } from '../../parts/data-table';
import { SavingMessage } from '../../parts/saving-message';
import { useSaving } from '../../use-request';
import { correctionWords, movedWords } from '../../sentences/price';
import { useWords } from '../../words';
import { priceColumns, priceName } from './price-columns';
import { download } from '../../download';

const shownMoves = 12;

/** How prices came to be, newest first: what moved far is said first, and each endpoint's last move can be undone. */
function PriceMoves({
  moves,
  isBusy,
  change,
}: {
  moves: readonly PriceMoveView[];
  isBusy: boolean;
  change: (command: PricesChange) => void;
}) {
  const words = useWords();
  const { text, format } = words;
  const say = text.prices;
  if (moves.length === 0) return null;
  const nameOf = ({ method, template }: PriceMoveView) => `${method} ${template}`;
  // A price may move twice in a week.
  const far = [...new Set(moves.filter(({ isNoticed }) => isNoticed).map(nameOf))];
  return (
    <>
      {far.length > 0 && (
        <p role="status">{say.movedFar({ n: far.length, names: far.slice(0, 3).join(', ') })}</p>
      )}
      <p>{say.moves}</p>
      <ul>
        {moves.slice(0, shownMoves).map((move, i) => {
          const { product, method, template, atMs, fromPoints, toPoints, isByItself } = move;
          const isLast =
            moves.findIndex((one) => one.product === product && nameOf(one) === nameOf(move)) === i;
          const [from, to] = movedWords(fromPoints, toPoints, words);
          return (
            <li key={`${atMs} ${product} ${nameOf(move)}`}>
              {say.move({
                at: format.utcDayTime(atMs),
                name: nameOf(move),
                from,
                to,
              })}{' '}
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

/** Of a site nothing but what its calls cost: anybody may see the file. */
const measuredBy = 'Points Gauge, from readings of Atlassian’s counter past 80% use';

/** Gives the person what these hours measured, in the catalogue's own format. */
function downloadPrices({ prices, readAtMs }: PricesAnswer): void {
  const known = prices.filter(isKnownCost);
  const rows = known.flatMap(({ product, method, template, calls, points, parts }): MeasuredRow[] => {
    if (points === null || parts === null) return [];
    const rounded = (value: number): number => Math.round(value * 1000) / 1000;
    const miss = Math.max(points.high - points.likely, points.likely - points.low);
    const relativeError = points.likely > 0 ? rounded(miss / points.likely) : null;
    const { basePoints, objectPoints } = parts;
    return [
      {
        ...{ product, method, template, calls, relativeError },
        ...{ basePoints: rounded(basePoints), objectPoints: rounded(objectPoints) },
      },
    ];
  });
  const day = new Date(readAtMs).toISOString().slice(0, 10);
  const text = `${JSON.stringify(measuredFile(rows, measuredBy, day), null, 2)}\n`;
  download(`points-gauge-prices-${day}.json`, [text], 'application/json');
}

const rowsAPage = 12;

/** What endpoints cost by Atlassian's counter, to be taken over or taken back. */
export function PricesCard() {
  const { text } = useWords();
  return (
    <AskedCard title={text.prices.title} ask={askPrices}>
      {(answer, replace) => <Prices answer={answer} onChanged={replace} />}
    </AskedCard>
  );
}

function Prices({ answer, onChanged }: { answer: PricesAnswer; onChanged: (answer: PricesAnswer) => void }) {
  const words = useWords();
  const { text, format } = words;
  const say = text.prices;
  const { saving, run } = useSaving();
  const { prices, pairs, correction, held, mode, moves } = answer;
  const isBusy = saving.state === 'busy';
  const change = (command: PricesChange) =>
    void run(
      () => changePrices(command),
      (data) => {
        onChanged(data);
        return say.done[command.kind];
      },
    );
  const sure = prices.filter(({ isSure, adopted }) => isSure && adopted === null);
  const other = mode === 'auto' ? 'ask' : 'auto';
  const choice = (
    <p>
      {say.mode[mode]}{' '}
      <Button
        spacing="compact"
        isDisabled={isBusy}
        onClick={() => {
          change({ kind: other, endpoints: [] });
        }}
      >
        {say.switchTo[other]}
      </Button>
    </p>
  );
  if (prices.length === 0)
    return (
      <>
        <p className="subtle">{say.none}</p>
        {choice}
        <SavingMessage saving={saving} />
      </>
    );
  return (
    <>
      <p>{say.lead({ n: pairs, pairs: format.count(pairs) })}</p>
      <p className="subtle">{say.rule}</p>
      {choice}
      {correction !== null && <p>{correctionWords(correction, words)}</p>}
      {held !== null && (
        <p>{say.held({ hours: format.count(held.hours), of: format.count(held.ofHours) })}</p>
      )}
      <SavingMessage saving={saving} />
      <DataTable
        label={say.title}
        columns={priceColumns(words, isBusy, change)}
        rows={prices}
        rowKey={priceName}
        rowsAPage={rowsAPage}
      />
      <PriceMoves moves={moves} isBusy={isBusy} change={change} />
      <p className="subtle">{say.share}</p>
      <div className="row-actions">
        <Button
          isDisabled={!prices.some(isKnownCost)}
          onClick={() => {
            downloadPrices(answer);
          }}
        >
          {say.download}
        </Button>
        {sure.length > 0 && (
          <Button
            isDisabled={isBusy}
            onClick={() => {
              change({ kind: 'adopt', endpoints: sure.map(endpointOf) });
            }}
          >
            {say.adoptAll({ n: sure.length, shown: format.count(sure.length) })}
          </Button>
        )}
      </div>
    </>
  );
}

function endpointOf({ product, method, template }: PricesAnswer['prices'][number]) {
  return { product, method, template };
}
