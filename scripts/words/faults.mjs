import { parse, TYPE } from '@formatjs/icu-messageformat-parser';

/**
 * What a message asks for, and what is wrong with it by itself.
 * @typedef {{ plurals: Map<string, Set<string>>, selects: Map<string, Set<string>>, texts: Set<string>, unshown: string[] }} Asked
 */

/**
 * Every message by its place, such as `day.limit`.
 * @param {unknown} part @param {string} place @returns {[string, string | null][]}
 */
function messagesIn(part, place = '') {
  if (part === null || typeof part === 'string') return [[place, part]];
  return Object.entries(/** @type {object} */ (part)).flatMap(([key, inner]) =>
    messagesIn(inner, place === '' ? key : `${place}.${key}`),
  );
}

/**
 * What is wrong with a language's messages, one sentence each; empty where all is well. English is checked against itself.
 * @param {string} language @param {unknown} translation @param {unknown} source
 */
export function faultsIn(language, translation, source) {
  const [messages, english] = [new Map(messagesIn(translation)), new Map(messagesIn(source))];
  const faults = [];
  for (const place of english.keys()) if (!messages.has(place)) faults.push(`${place} is missing.`);
  for (const [place, message] of messages) {
    const said = english.get(place);
    if (said === undefined) faults.push(`${place} is not in English: take it out.`);
    if (message === null || said === null || said === undefined) continue;
    if (message.trim() === '' && said.trim() !== '') faults.push(`${place} is empty.`);
    faults.push(...messageFaults(language, message, said).map((fault) => `${place}: ${fault}`));
  }
  return faults;
}

/** @param {string} language @param {string} message @param {string} source */
function messageFaults(language, message, source) {
  let asked;
  try {
    asked = placeholdersOf(message, language);
  } catch (error) {
    return [`is no message that can be read (${error instanceof Error ? error.message : String(error)}).`];
  }
  const wanted = placeholdersOf(source, 'en');
  const faults = [];
  if (
    /(?:^|[\s}])(?:zero|one|two|few|many|other|null|=\d+)\s+\{/.test(message) &&
    /\{\s*\w+\s*,/.test(message)
  )
    faults.push('has a space between a form and its brace; write one{…}.');
  const names = allOf(asked);
  for (const name of allOf(wanted)) if (!names.has(name)) faults.push(`leaves out {${name}}.`);
  for (const name of names)
    if (!allOf(wanted).has(name)) faults.push(`has {${name}}, which the page does not fill in.`);
  for (const name of asked.plurals.keys())
    if (allOf(wanted).has(name) && !wanted.plurals.has(name))
      faults.push(`makes a plural of {${name}}, which is a text and no number.`);
  for (const name of asked.selects.keys())
    if (!wanted.selects.has(name) && allOf(wanted).has(name))
      faults.push(`asks whether there is a {${name}}, which is always there.`);
  for (const [name, forms] of asked.selects)
    for (const form of forms)
      if (form !== 'null' && form !== 'other')
        faults.push(`knows {${name}} only as null or other, not ${form}.`);
  for (const [name, forms] of asked.plurals) faults.push(...formFaults(language, name, forms));
  return [...faults, ...asked.unshown, ...spacingFaults(language, message)];
}

/**
 * French sets a space before these signs at which no line may break: an ordinary one would leave a colon alone at the start of a line.
 * @param {string} language @param {string} message
 */
function spacingFaults(language, message) {
  if (!language.startsWith('fr')) return [];
  const broken = /« | »| [:;!?%]|[\p{L}\p{N}})][;!?»](?![\p{L}\p{N}])|[\p{N}}]%|«[\p{L}\p{N}{]/u.exec(
    message,
  );
  return broken === null ? [] : [`“${broken[0]}” needs a space at which no line breaks (U+00A0 or U+202F).`];
}

/** Forms that the language has and the message has not, and the other way round. @param {string} language @param {string} name @param {Set<string>} forms */
function formFaults(language, name, forms) {
  const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [
    ...known
      .filter((form) => !forms.has(form) && !isRareForm(language, form))
      .map((form) => `the plural of {${name}} lacks the form ${form}.`),
    ...[...forms]
      .filter((form) => !form.startsWith('=') && !known.includes(/** @type {Intl.LDMLPluralRule} */ (form)))
      .map((form) => `the plural of {${name}} has the form ${form}, which ${language} does not know.`),
  ];
}

/** A form that no whole number below a million takes: what the page counts are calls, hours and sites. @param {string} language @param {string} form */
function isRareForm(language, form) {
  if (form === 'other') return false;
  const rules = new Intl.PluralRules(language);
  for (let n = 0; n <= 1000; n++) if (rules.select(n) === form) return false;
  return [10_000, 100_000, 999_999].every((n) => rules.select(n) !== form);
}

/** @param {Asked} asked */
const allOf = ({ plurals, selects, texts }) => new Set([...plurals.keys(), ...selects.keys(), ...texts]);

/** @param {string} message @param {string} language @returns {Asked} */
function placeholdersOf(message, language) {
  /** @type {Asked} */
  const asked = { plurals: new Map(), selects: new Map(), texts: new Set(), unshown: [] };
  const rules = new Intl.PluralRules(language);
  /** @param {import('@formatjs/icu-messageformat-parser').MessageFormatElement[]} elements */
  const walk = (elements) => {
    for (const element of elements) {
      if (element.type === TYPE.literal) continue;
      if (element.type === TYPE.argument) asked.texts.add(element.value);
      else if (element.type === TYPE.plural || element.type === TYPE.select) {
        const forms = Object.entries(element.options);
        (element.type === TYPE.plural ? asked.plurals : asked.selects).set(
          element.value,
          new Set(forms.map(([form]) => form)),
        );
        for (const [, { value }] of forms) walk(value);
        if (element.type === TYPE.plural) asked.unshown.push(...oneOfMany(element, rules));
      } else throw new Error('only {name}, plural and select are known here');
    }
  };
  walk(parse(message, { shouldParseSkeletons: false }));
  return asked;
}

/**
 * A form for several numbers, as French has for 0 and 1, has to show which it is.
 * @param {import('@formatjs/icu-messageformat-parser').PluralElement} element @param {Intl.PluralRules} rules
 */
function oneOfMany({ value: name, options }, rules) {
  const one = options['one'];
  if (one === undefined || rules.select(0) !== 'one' || options['=0'] !== undefined) return [];
  /** @param {{ value: import('@formatjs/icu-messageformat-parser').MessageFormatElement[] } | undefined} form */
  const shows = (form) => form?.value.some(({ type }) => type === TYPE.argument) === true;
  return shows(options['other']) && !shows(one)
    ? [`the form one of {${name}} stands for 0, too: show the figure, as other does.`]
    : [];
}
