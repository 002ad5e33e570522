/** Jira's own words for what is wrong with a query, so that a client's handling of them can be tested. Read 2026-11. */
import type { Expected, Position, SyntaxFault } from '../../query/fault';
import type { QueryWording } from '../../query/wording';

function where({ line, character }: Position): string {
  return `(line ${line}, character ${character})`;
}

const validOperators =
  "The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.";

function expectation(expected: Expected, got: string | null, at: Position): string {
  switch (expected) {
    case 'fieldName':
      if (got === null) return 'Error in the JQL Query: Expecting a field name at the end of the query.';
      return `Error in the JQL Query: Expecting a field name but got '${got}'. You must surround '${got}' in quotation marks to use it as a field name. ${where(at)}`;
    case 'operator':
      if (got === null)
        return `Error in the JQL Query: Expecting operator before the end of the query. ${validOperators}`;
      return `Error in the JQL Query: Expecting operator but got '${got}'. ${validOperators} ${where(at)}`;
    case 'value':
      // Without the article, as Jira has it here.
      if (got === null)
        return 'Error in JQL Query: Expecting either a value, list or function before the end of the query.';
      return `Error in JQL Query: Expecting either a value, list or function but got '${got}'. You must surround '${got}' in quotation marks to use it as a value. ${where(at)}`;
    case 'junction':
      return `Error in the JQL Query: Expecting either 'OR' or 'AND' but got '${got ?? ''}'. ${where(at)}`;
    case ',':
    case ')':
    case ']':
    case '[':
    case 'by':
      if (got === null) return `Error in the JQL Query: Expecting '${expected}' before the end of the query.`;
      return `Error in the JQL Query: Expecting '${expected}' but got '${got}'. ${where(at)}`;
  }
}

export function faultMessage(fault: SyntaxFault): string {
  switch (fault.kind) {
    case 'expected':
      return expectation(fault.expected, fault.got, fault.at);
    case 'reservedWord':
      return `Error in the JQL Query: '${fault.word}' is a reserved JQL word. You must surround it in quotation marks to use it in a query. ${where(fault.at)}`;
    case 'reservedCharacter': {
      const code = fault.character.charCodeAt(0).toString(16).padStart(4, '0');
      return `Error in the JQL Query: The character '${fault.character}' is a reserved JQL character. You must enclose it in a string or use the escape '\\u${code}' instead. ${where(fault.at)}`;
    }
    case 'illegalEscape':
      return `Error in the JQL Query: '${fault.escape}' is an illegal JQL escape sequence. The valid escape sequences are \\', \\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX. ${where(fault.at)}`;
    case 'unclosedString':
      return `Error in the JQL Query: The quoted string '${fault.text}' has not been completed. ${where(fault.at)}`;
    case 'tooDeep':
      return `Error in the JQL Query: Parentheses are nested deeper than ${fault.levels} levels. ${where(fault.at)}`;
    case 'tooLong':
      return `Error in the JQL Query: The query is longer than ${fault.characters} characters.`;
  }
}

const notEmulated = 'is JQL that the emulator does not evaluate';

export const jqlWording: QueryWording = {
  unknownField: (field) => `Field '${field}' does not exist or you do not have permission to view it.`,
  fieldNotEmulated: (field) => `The field '${field}' ${notEmulated}.`,
  operatorNotEmulated: (operator) => `The operator '${operator}' ${notEmulated}.`,
  unsupportedOperator: (operator, field) =>
    `The operator '${operator}' is not supported by the '${field}' field.`,
  notAList: (operator, value, field) =>
    `Operator '${operator}' does not support the non-list value '${value}' for field '${field}'.`,
  isAList: (operator, value, field) =>
    `Operator '${operator}' does not support the list value '${value}' for field '${field}'.`,
  notEmpty: (operator, value, field) =>
    `Operator '${operator}' does not support the value '${value}' for field '${field}': it takes EMPTY only.`,
  emptyRefused: (field) => `The field '${field}' does not support searching for EMPTY values.`,
  emptyNotOrdered: (operator, field) =>
    `The operator '${operator}' does not support searching for EMPTY values on the field '${field}'.`,
  noSuchValue: (value, field, isId) => {
    if (/^(key|id|issue|issuekey|parent)$/i.test(field)) return noSuchIssue(value, field, isId);
    return isId
      ? `A value with ID '${value}' does not exist for the field '${field}'.`
      : `The value '${value}' does not exist for the field '${field}'.`;
  },
  badTime: (value, field) =>
    `Date value '${value}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  badNumber: (value, field) =>
    `Value '${value}' is invalid for the '${field}' field. Valid values include numbers.`,
  emptyText: (field) => `The field '${field}' does not support searching for an empty string.`,
  textNotEmulated: (what, field) => `In the text sought in '${field}', ${what} ${notEmulated}.`,
  unknownFunction: (call) => `Unable to find JQL function '${call}'.`,
  functionNotEmulated: (call) => `The function '${call}' ${notEmulated}.`,
  badArgument: (name) => `Invalid argument for JQL function '${name}'.`,
  wrongFunction: (call, field) =>
    `A value provided by the function '${call}' is invalid for the field '${field}'.`,
  notSortable: (field) => `Not able to sort using field '${field}'.`,
};

function noSuchIssue(value: string, field: string, isId: boolean): string {
  if (isId) return `An issue with id '${value}' does not exist for field '${field}'.`;
  if (!/^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(value))
    return `The issue key '${value}' for field '${field}' is invalid.`;
  return `An issue with key '${value}' does not exist for field '${field}'.`;
}
