/** Writes a query so that reading it again gives the same. */
import { reservedCharacters, reservedWords } from './reserved';
import { fieldName, type Clause, type Field, type Operand, type Query, type Sort, type Term } from './syntax';

function quote(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/\p{Cc}/gu, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/** Whether the text stands for itself without quotes. */
function isPlain(text: string): boolean {
  if (!/^[^\s()=<>!~&|,[\]"'\\\p{Cc}]+$/u.test(text)) return false;
  return (
    !reservedWords.has(text.toLowerCase()) &&
    !Array.from(reservedCharacters).some((sign) => text.includes(sign))
  );
}

function word(text: string): string {
  return isPlain(text) ? text : quote(text);
}

/** Without quotes, each sign behind a backslash: what stood unquoted is read as unquoted again. */
function bare(text: string): string {
  return text.replace(/[^\w.:\u0080-\uffff-]/g, (sign) =>
    / |[!-~]/.test(sign) ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function printField(field: Field): string {
  switch (field.kind) {
    case 'name':
      // Written out it would be read as the property of something.
      return /^\w+\.property$/i.test(field.name) ? quote(field.name) : word(field.name);
    case 'custom':
      return `cf[${word(field.id)}]`;
    case 'property':
      return fieldName({ ...field, key: word(field.key), path: bare(field.path) });
  }
}

export function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'text':
      return operand.quoted ? quote(operand.text) : bare(operand.text);
    case 'empty':
      return 'EMPTY';
    case 'function':
      return `${word(operand.name)}(${operand.args.map(word).join(', ')})`;
    case 'list':
      return `(${operand.of.map(printOperand).join(', ')})`;
  }
}

function printTerm({ field, operator, operand, history }: Term): string {
  const parts = [printField(field), operator, ...(operand === null ? [] : [printOperand(operand)])];
  for (const { name, operand: narrowing } of history) parts.push(name, printOperand(narrowing));
  return parts.join(' ');
}

export function printClause(clause: Clause): string {
  switch (clause.kind) {
    case 'term':
      return printTerm(clause);
    case 'not':
      return `not ${clause.of.kind === 'and' || clause.of.kind === 'or' ? `(${printClause(clause.of)})` : printClause(clause.of)}`;
    case 'and':
    case 'or':
      return clause.of
        .map((part) =>
          part.kind === 'and' || part.kind === 'or' ? `(${printClause(part)})` : printClause(part),
        )
        .join(` ${clause.kind} `);
  }
}

function printSort({ field, direction }: Sort): string {
  return `${printField(field)}${direction === null ? '' : ` ${direction}`}`;
}

export function printQuery({ where, orderBy }: Query): string {
  const clause = where === null ? '' : printClause(where);
  if (orderBy.length === 0) return clause;
  return `${clause}${clause === '' ? '' : ' '}order by ${orderBy.map(printSort).join(', ')}`;
}
