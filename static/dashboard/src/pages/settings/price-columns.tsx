import Button from '@atlaskit/button/new';
import {
  isKnownCost,
  type MeasuredPriceView,
  type PricesChange,
} from '../../../../../src/admin/contract/contract';
import type { Column } from '../../parts/data-table';
import { EndpointName } from '../../parts/endpoint-name';
import { costWords } from '../../sentences/price';
import type { Words } from '../../words';

export function priceName({ product, method, template }: MeasuredPriceView): string {
  return `${product} ${method} ${template}`;
}

export function priceColumns(
  words: Words,
  isBusy: boolean,
  change: (command: PricesChange) => void,
): Column<MeasuredPriceView>[] {
  const { text, format } = words;
  const say = text.prices;
  const button = (kind: PricesChange['kind'], label: string, price: MeasuredPriceView) => (
    <Button
      spacing="compact"
      isDisabled={isBusy}
      aria-label={`${label}: ${price.method} ${price.template}`}
      onClick={() => {
        const { product, method, template } = price;
        change({ kind, endpoints: [{ product, method, template }] });
      }}
    >
      {label}
    </Button>
  );
  return [
    {
      key: 'endpoint',
      title: say.columns.endpoint,
      rowHeader: true,
      cell: (price) => <EndpointName endpoint={price} />,
    },
    { key: 'calls', title: say.columns.calls, end: true, cell: ({ calls }) => format.count(calls) },
    {
      key: 'cost',
      title: say.columns.cost,
      end: true,
      cell: (price) => costWords(price, words),
    },
    {
      key: 'booked',
      title: say.columns.booked,
      end: true,
      cell: ({ bookedPoints }) => (bookedPoints === null ? text.unknownFigure : format.decimal(bookedPoints)),
    },
    {
      key: 'action',
      title: say.columns.action,
      wrap: true,
      cell: (price) => (
        <>
          {price.adopted !== null && (
            <span>
              {say.inForce({
                base: format.decimal(price.adopted.basePoints),
                object: format.decimal(price.adopted.objectPoints),
                day: format.utcDayTime(price.adopted.atMs),
              })}{' '}
            </span>
          )}
          {price.isSure
            ? button('adopt', price.adopted === null ? say.adopt : say.again, price)
            : // Beside a price in force it would deny that price, by which calls are booked as measured.
              price.adopted === null && <span className="subtle">{say.unsure}</span>}{' '}
          {price.adopted !== null && button('reset', say.reset, price)}{' '}
          {price.isPinned
            ? button('unpin', say.unpin, price)
            : (price.adopted !== null || isKnownCost(price)) && button('pin', say.pin, price)}
        </>
      ),
    },
  ];
}
