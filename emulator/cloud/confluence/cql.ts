/** The subset of CQL that is evaluated. What the emulator knows to be CQL and does not evaluate is refused by name. */
import type { Call } from '../exchange';
import { compileQuery } from '../query/compile';
import {
  emptiness,
  equality,
  operators,
  order,
  type FieldLookup,
  type FunctionValue,
  type Literal,
  type QueryField,
  type QueryWorld,
} from '../query/field-table';
import { parseQuery } from '../query/parse';
import type { Field } from '../query/syntax';
import { latest, type Content } from '../world/wiki-content';
import { plainText } from './body';
import { cqlFault, cqlWording } from './cql-wording';
import { accountId } from './v2-json';
import { contentsOf } from './v2-parts';

const lower = ({ text }: Literal): string[] => [text.toLowerCase()];
const textOps = operators('~', '!~');
const choices = operators(...equality);
const times = operators('=', '!=', ...order);

const typeNames = ['page', 'blogpost', 'comment', 'attachment'];

type WikiField = QueryField<Content>;

/** By their names, in lower case. */
function fieldsOf(call: Call): Readonly<Record<string, WikiField>> {
  const { wiki } = call.site;
  const people = (name: string, of: (content: Content) => readonly (number | null)[]): WikiField => ({
    ...{ kind: 'choice', name, operators: choices },
    valuesOf: (content) => of(content).map((index) => accountId(call, index)),
    resolve: ({ text }) => [text],
  });
  const ids = (name: string, of: (content: Content) => readonly string[]): WikiField => ({
    ...{ kind: 'choice', name, operators: choices, valuesOf: of },
    resolve: ({ text }) => [text.replace(/^att(?=\d)/, '')],
  });
  const space: WikiField = {
    ...{ kind: 'choice', name: 'space', operators: choices, resolve: lower },
    valuesOf: (content) => [content.space.key.toLowerCase()],
    sortBy: (content) => content.space.key,
  };
  const text = (name: string, of: (content: Content) => string): WikiField => ({
    ...{ kind: 'text', name, operators: textOps, textOf: of },
  });
  const whole = (content: Content): string => `${latest(content).title} ${plainText(latest(content).body)}`;
  const time = (name: string, of: (content: Content) => number): WikiField => ({
    ...{ kind: 'time', name, operators: times, atMsOf: of, sortBy: of },
  });
  const created = time('created', (content) => content.createdAtMs);
  const modified = time('lastmodified', (content) => latest(content).atMs);
  return {
    type: {
      ...{ kind: 'choice', name: 'type', operators: choices, valuesOf: (content) => [content.type] },
      resolve: ({ text: name }) => (typeNames.includes(name.toLowerCase()) ? [name.toLowerCase()] : null),
    },
    ...{ space, 'space.key': space },
    title: {
      ...{ kind: 'choice', name: 'title', operators: operators(...equality, '~', '!~'), resolve: lower },
      valuesOf: (content) => [latest(content).title.toLowerCase()],
      textOf: (content) => latest(content).title,
      sortBy: (content) => latest(content).title,
    },
    ...{ text: text('text', whole), sitesearch: text('siteSearch', whole) },
    label: {
      ...{ kind: 'choice', name: 'label', operators: operators(...equality, ...emptiness), canBeEmpty: true },
      ...{ resolve: lower, valuesOf: (content) => content.labels.map(({ name }) => name) },
    },
    ...{ id: ids('id', ({ id }) => [id]), content: ids('content', ({ id }) => [id]) },
    parent: ids('parent', ({ parentId }) => (parentId === null ? [] : [parentId])),
    ancestor: ids('ancestor', (content) => wiki.ancestorsOf(content).map(({ id }) => id)),
    container: ids('container', ({ containerId }) => (containerId === null ? [] : [containerId])),
    creator: people('creator', ({ authorIndex }) => [authorIndex]),
    contributor: people('contributor', ({ versions }) => versions.map(({ authorIndex }) => authorIndex)),
    ...{ created, 'created.date': created, lastmodified: modified, 'lastmodified.date': modified },
  };
}

/** CQL that is there, and that the emulator would have to guess at. */
const known = [
  ...['favourite', 'favorite', 'watcher', 'mention', 'macro', 'space.category', 'space.title', 'space.type'],
  ...['user', 'user.fullname', 'user.userkey', 'user.accountid', 'mediaType', 'file.extension', 'status'],
  ...['relevance', 'likes', 'content.status', 'creator.fullname', 'contributor.fullname', 'task'],
].map((name) => name.toLowerCase());
const knownFunctions = [
  'currentcontent',
  'currentspace',
  'favouritespaces',
  'recentlyviewedcontent',
  'recentlyviewedspaces',
];

function worldOf(call: Call): QueryWorld<Content> {
  const fields = fieldsOf(call);
  const field = (named: Field): FieldLookup<Content> => {
    if (named.kind !== 'name') return 'known';
    const name = named.name.toLowerCase();
    return (
      (Object.hasOwn(fields, name) ? fields[name] : undefined) ?? (known.includes(name) ? 'known' : null)
    );
  };
  return { nowMs: call.nowMs, field, call: (name) => functionValue(call, name) };
}

function functionValue(call: Call, name: string): FunctionValue | null {
  if (name.toLowerCase() !== 'currentuser')
    return knownFunctions.includes(name.toLowerCase()) ? { kind: 'known' } : null;
  const index = call.viewer.kind === 'person' ? call.viewer.index : null;
  return { kind: 'literals', isList: false, literals: [{ text: accountId(call, index), quoted: true }] };
}

/** What a query finds of all that the caller sees, in its order; a text says why it finds nothing. */
export function searchContents(call: Call, cql: string): Content[] | string {
  const parsed = parseQuery(cql);
  if (parsed.kind === 'faulty') return cqlFault(parsed.fault);
  if (parsed.query.where === null) return 'Could not parse cql : the query has no condition';
  const compiled = compileQuery(parsed.query, worldOf(call), cqlWording);
  if (compiled.kind === 'refused') return `Could not parse cql : ${compiled.messages.join('; ')}`;
  const found = contentsOf(call, compiled.matches);
  return compiled.compare === null ? found : found.sort(compiled.compare);
}
