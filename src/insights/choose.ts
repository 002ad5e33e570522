import type { SumId } from '../usage/keys';
import { products, routes, triggers, type Product, type Route, type Trigger } from '../model';
import { sumsOf } from '../usage/named';
import type { Step } from './period';

/** Which calls are wanted; `null` wants all of that kind. */
export interface Choice {
  product: Product | null;
  route: Route | null;
  trigger: Trigger | null;
}

export const everything: Choice = { product: null, route: null, trigger: null };

/** What there is to choose from: values that some call of the period has, in the order of the model's lists. */
export interface Choices {
  products: Product[];
  routes: Route[];
  triggers: Trigger[];
}

export function isChosen({ pool, route, trigger }: SumId, choice: Choice): boolean {
  return (
    (choice.product === null || choice.product === pool.product) &&
    (choice.route === null || choice.route === route) &&
    (choice.trigger === null || choice.trigger === trigger)
  );
}

export function choicesOf(steps: readonly Step[]): Choices {
  const seen = new Set<string>();
  for (const { usage } of steps) {
    if (usage === null || usage === 'empty') continue;
    for (const [{ pool, route, trigger }] of sumsOf(usage)) {
      seen.add(pool.product).add(route).add(trigger);
    }
  }
  return {
    products: products.filter((product) => seen.has(product)),
    routes: routes.filter((route) => seen.has(route)),
    triggers: triggers.filter((trigger) => seen.has(trigger)),
  };
}
