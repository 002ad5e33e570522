import { basePath, changed, wholeSearch, type Choice } from './choice';
import type { HostState } from './messages';

export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element "${id}".`);
  return found;
}

/** Fills the switches of the top bar. A change loads the page anew for another app, site, product or person. */
export function drawSwitches(state: HostState, choice: Choice): void {
  const open = (name: string) => (value: string) => {
    location.assign(changed(new URL(location.href), name, value));
  };
  const apps = state.apps.map(({ key, title }) => ({ value: key, label: title }));
  const sites = state.sites.map(({ name }) => ({ value: name, label: name }));
  const people = choice.site.people.map(({ role, displayName }) => ({
    value: role,
    label: `${displayName} (${role === 'admin' ? 'administrator' : 'no administrator'})`,
  }));
  fill('app', apps, choice.app.key, open('app'));
  fill('site', sites, choice.site.name, open('site'));
  fill('person', people, choice.person.role, open('as'));
  const products = [
    { value: 'jira', label: 'Jira' },
    { value: 'confluence', label: 'Confluence' },
  ];
  fill('product', products, choice.product, (value) => {
    location.assign(
      basePath(value === 'confluence' ? 'confluence' : 'jira') + wholeSearch(location.search, ''),
    );
  });
  element('product-name').textContent = choice.product === 'jira' ? 'Jira' : 'Confluence';
}

/** The sidebar: one link for each subpage of the manifest, and none where the product draws no subpages. */
export function drawPages(choice: Choice, open: (pathname: string) => void): void {
  element('module-title').textContent = choice.module?.title ?? choice.app.title;
  const links = (choice.module?.pages ?? []).map(({ title, route }) => {
    const link = document.createElement('a');
    link.textContent = title;
    link.dataset.route = route;
    link.href = `${basePath(choice.product)}/${route}${wholeSearch(location.search, '')}`;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      open(`/${route}`);
    });
    const item = document.createElement('li');
    item.append(link);
    return item;
  });
  element('pages').replaceChildren(...links);
  element('side').hidden = links.length === 0;
}

/** Marks the subpage that is open; the bare address is the first one's. */
export function markPage(choice: Choice, pathname: string): void {
  const route = pathname.replace(/^\/+|\/+$/g, '');
  const open = route === '' ? choice.module?.pages[0]?.route : route;
  for (const link of element('pages').querySelectorAll('a')) {
    if (link.dataset.route === open) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function fill(
  id: string,
  options: readonly { value: string; label: string }[],
  chosen: string,
  change: (value: string) => void,
): void {
  const select = element(id);
  if (!(select instanceof HTMLSelectElement)) throw new Error(`"${id}" is no select.`);
  select.replaceChildren(
    ...options.map(({ value, label }) => new Option(label, value, value === chosen, value === chosen)),
  );
  select.addEventListener('change', () => {
    change(select.value);
  });
}
