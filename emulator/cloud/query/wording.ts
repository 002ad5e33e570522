/** How a product says that a query means nothing to it; each has words of its own. */

export interface QueryWording {
  unknownField: (field: string) => string;
  fieldNotEmulated: (field: string) => string;
  operatorNotEmulated: (operator: string) => string;
  unsupportedOperator: (operator: string, field: string) => string;
  /** `in` with a single value. @param value as it was written */
  notAList: (operator: string, value: string, field: string) => string;
  /** `=` with a list. */
  isAList: (operator: string, value: string, field: string) => string;
  /** `is` with anything but EMPTY. */
  notEmpty: (operator: string, value: string, field: string) => string;
  emptyRefused: (field: string) => string;
  emptyNotOrdered: (operator: string, field: string) => string;
  noSuchValue: (value: string, field: string, isId: boolean) => string;
  badTime: (value: string, field: string) => string;
  badNumber: (value: string, field: string) => string;
  emptyText: (field: string) => string;
  textNotEmulated: (what: string, field: string) => string;
  unknownFunction: (call: string) => string;
  functionNotEmulated: (call: string) => string;
  badArgument: (name: string) => string;
  wrongFunction: (call: string, field: string) => string;
  notSortable: (field: string) => string;
}
