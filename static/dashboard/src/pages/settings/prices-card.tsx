import Button from '@atlaskit/button/new';
import type { PricesAnswer, PricesChange } from '../../../../../src/admin/contract/contract';
import { askPrices, changePrices } from '../../api';
import { AskedCard } from '../../parts/asked-card';
import { DataTable } from '../../parts/data-table';
import { SavingMessage } from '../../parts/saving-message';
import { useSaving } from '../../use-saving';
import { useWords } from '../../words';
import { priceColumns, priceName } from './price-columns';
import { PriceMoves } from './price-moves';
import { downloadPrices } from './prices-file';

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
  const { prices, pairs, correction, mode, moves } = answer;
  const isBusy = saving.state === 'busy';
  const change = (wish: PricesChange) =>
    void run(
      () => changePrices(wish),
      (data) => {
        onChanged(data);
        return say.done[wish.kind];
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
      <p>{say.lead(pairs, format.count(pairs))}</p>
      <p className="subtle">{say.rule}</p>
      {choice}
      {correction !== null && (
        <p>
          {say.correction(
            format.decimal(correction.likely),
            format.decimal(correction.low),
            format.decimal(correction.high),
          )}
        </p>
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
          isDisabled={prices.every(({ points }) => points === null)}
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
            {say.adoptAll(sure.length, format.count(sure.length))}
          </Button>
        )}
      </div>
    </>
  );
}

function endpointOf({ product, method, template }: PricesAnswer['prices'][number]) {
  return { product, method, template };
}
