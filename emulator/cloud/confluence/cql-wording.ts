/** What Confluence says of a query that it cannot make sense of. Jira's words do not fit: here they all begin alike. */
import type { Expected, Position, SyntaxFault } from '../query/fault';
import type { QueryWording } from '../query/wording';

const where = ({ line, character }: Position): string => `at line ${line}, character ${character}`;

function expectation(expected: Expected): string {
  switch (expected) {
    case 'fieldName':
      return 'a field name';
    case 'operator':
      return 'an operator';
    case 'value':
      return 'a value, a list or a function';
    case 'junction':
      return 'AND or OR';
    case ',':
    case ')':
    case ']':
    case '[':
    case 'by':
      return `'${expected}'`;
  }
}

function faultText(fault: SyntaxFault): string {
  switch (fault.kind) {
    case 'expected':
      return `expected ${expectation(fault.expected)} but got ${fault.got === null ? 'the end of the query' : `'${fault.got}'`} ${where(fault.at)}`;
    case 'reservedWord':
      return `'${fault.word}' is a reserved word ${where(fault.at)}`;
    case 'reservedCharacter':
      return `the character '${fault.character}' is reserved ${where(fault.at)}`;
    case 'illegalEscape':
      return `'${fault.escape}' is no escape sequence ${where(fault.at)}`;
    case 'unclosedString':
      return `the string '${fault.text}' is not closed ${where(fault.at)}`;
    case 'tooDeep':
      return `parentheses are nested deeper than ${fault.levels} levels ${where(fault.at)}`;
    case 'tooLong':
      return `the query is longer than ${fault.characters} characters`;
  }
}

export const cqlFault = (fault: SyntaxFault): string => `Could not parse cql : ${faultText(fault)}`;

const notEmulated = 'is CQL that the emulator does not evaluate';

export const cqlWording: QueryWording = {
  unknownField: (field) => `The field '${field}' does not exist`,
  fieldNotEmulated: (field) => `The field '${field}' ${notEmulated}`,
  operatorNotEmulated: (operator) => `The operator '${operator}' ${notEmulated}`,
  unsupportedOperator: (operator, field) =>
    `The field '${field}' does not support the operator '${operator}'`,
  notAList: (operator, value, field) => `'${operator}' needs a list for the field '${field}', not '${value}'`,
  isAList: (operator, value, field) => `'${operator}' takes no list for the field '${field}': '${value}'`,
  notEmpty: (operator, value, field) => `'${operator}' does not take '${value}' for the field '${field}'`,
  emptyRefused: (field) => `The field '${field}' cannot be searched for EMPTY`,
  emptyNotOrdered: (operator, field) => `'${operator}' does not take EMPTY for the field '${field}'`,
  noSuchValue: (value, field) => `The field '${field}' has no value '${value}' that the emulator knows`,
  badTime: (value, field) => `'${value}' is no date for the field '${field}'`,
  badNumber: (value, field) => `'${value}' is no number for the field '${field}'`,
  emptyText: (field) => `The field '${field}' cannot be searched for an empty text`,
  textNotEmulated: (what, field) => `In the text sought in '${field}', ${what} ${notEmulated}`,
  unknownFunction: (call) => `The function '${call}' does not exist`,
  functionNotEmulated: (call) => `The function '${call}' ${notEmulated}`,
  badArgument: (name) => `The function '${name}' does not take this argument`,
  wrongFunction: (call, field) => `The function '${call}' gives no value for the field '${field}'`,
  notSortable: (field) => `The results cannot be sorted by '${field}'`,
};
