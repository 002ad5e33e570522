/** Labels in version 1, the only one that writes them. */
import { reply, type Call, type CloudEndpoint, type Reply } from '../exchange';
import { list, record, text } from '../untrusted';
import type { Label } from '../world/wiki-content';
import { labelOf } from '../world/wiki-seed';
import { bad, notFound, v1, withContent, withWritable } from './endpoint';
import { listing, offsetPage } from './paging';
import { everyType } from './v1-content';
import { labelV1 } from './v1-json';

function labelsOf(call: Call): Reply {
  const prefix = call.query.get('prefix');
  return withContent(call, everyType, (content) => {
    const all = content.labels.filter((label) => prefix === null || label.prefix === prefix);
    return offsetPage(call, listing(all), { show: labelV1 });
  });
}

const mostLabels = 1_000;

function addLabels(call: Call): Reply {
  return withWritable(call, everyType, (content) => {
    const sent = Array.isArray(call.body) ? list(call.body) : [call.body];
    const added: Label[] = [];
    for (const one of sent) {
      const { prefix, name } = record(one);
      const known = text(name);
      if (known === null || /[\s,:]/.test(known))
        return bad(call, 'name: a label is one word without , and :');
      added.push(labelOf(text(prefix) ?? 'global', known.toLowerCase()));
    }
    const all = new Map([...content.labels, ...added].map((label) => [label.id, label]));
    if (all.size > mostLabels) return bad(call, `There are at most ${mostLabels} labels`);
    const labels = [...all.values()];
    call.site.wiki.put({ ...content, labels });
    return offsetPage(call, listing(labels), { show: labelV1 });
  });
}

function removeLabel(call: Call, name: string | undefined | null): Reply {
  return withWritable(call, everyType, (content) => {
    const labels = content.labels.filter((label) => label.name !== name);
    if (labels.length === content.labels.length)
      return notFound(call, `The content has no label ${name ?? ''}`);
    call.site.wiki.put({ ...content, labels });
    return reply(204, null, { core: 1 });
  });
}

const at = '/content/{}';
const paged = ['start', 'limit', 'expand', 'cursor'];

export const labelV1Endpoints: readonly CloudEndpoint[] = [
  v1('GET', `${at}/label`, { query: [...paged, 'prefix'] }, labelsOf),
  v1('POST', `${at}/label`, { query: ['use-400-error-response'], body: ['prefix', 'name'] }, addLabels),
  v1('DELETE', `${at}/label`, { query: ['name'] }, (call) => removeLabel(call, call.query.get('name'))),
  v1('DELETE', `${at}/label/{}`, {}, (call) => removeLabel(call, call.params[1])),
];
