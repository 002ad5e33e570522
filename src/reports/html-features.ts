import type { FeatureRow, ReportAccount } from './account';
import { firstRows, table } from './html-parts';
import { html, type Markup } from './markup';
import { whole } from './words';

const shownFeatures = 21;
const figures = [
  ['Calls', 'calls'],
  ['Price founded', 'priced'],
  ['Price assumed', 'estimated'],
  ['Failed', 'failed'],
  ['No answer', 'noAnswer'],
  ['Unknown path', 'unknownPath'],
] as const;

/** What the account saw of the calls of a pool, by feature. */
export function featureSection({ features }: Pick<ReportAccount, 'features'>, pool: number): Markup {
  if (features === null)
    return html`<h3>Calls by feature</h3>
      <p class="none">Unknown: this report, or one that it is made of, is of a version that did not say.</p>`;
  const own = features.filter((row) => row.pool === pool);
  const folded = own.reduce((sum, row) => sum + row.folded, 0);
  const { shown, note } = firstRows(own, shownFeatures);
  return html`<h3>Calls by feature</h3>
    ${table(
      [{ name: 'Feature' }, ...figures.map(([name]) => ({ name, isNumber: true }))],
      shown.map((row) => [nameOf(row), ...figures.map(([, key]) => whole(row[key]))]),
    )}
    ${note}
    <p>
      Founded: the price rests on a header, a measurement or the published rule. Assumed, at least so many:
      mostly since nobody read the answer’s body. Failed: 4xx and 5xx. Calls to an unknown path, which the
      cost catalogue does not have, are among these.
      ${folded === 0 ? '' : `Of ${whole(folded)} calls path and feature were not kept, for want of room.`}
    </p>`;
}

function nameOf({ feature, isBridge, isRest }: FeatureRow): string {
  if (isRest) return 'all others';
  const name = feature ?? 'none named';
  return isBridge === true ? `${name} (the page, by the browser bridge)` : name;
}
