import { record, text, texts } from '../cloud/untrusted';
import type { AppProduct } from './installation';

const known: readonly AppProduct[] = ['jira', 'confluence'];

/**
 * Products that an app is installed in, its home first: those that `app.compatibility` names, else those that its modules
 * and scopes are of.
 */
export function manifestProducts(manifest: Record<string, unknown>): AppProduct[] {
  const compatibility = record(record(manifest.app).compatibility);
  const named = known.filter((product) => product in compatibility);
  const isRequired = (product: AppProduct): boolean => record(compatibility[product]).required === true;
  if (named.length > 0) return [...named.filter(isRequired), ...named.filter((one) => !isRequired(one))];
  const words = [
    ...Object.keys(record(manifest.modules)).map((type) => text(type.split(':')[0]) ?? ''),
    ...texts(record(manifest.permissions).scopes).flatMap((scope) => scope.split(/[:.-]/)),
  ];
  const found = known.filter((product) => words.includes(product));
  return found.length > 0 ? found : ['jira'];
}
