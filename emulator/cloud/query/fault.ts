/** Why a query cannot be read. Each product words it itself. */

/** Both counted from 1, as Jira names them. */
export interface Position {
  line: number;
  character: number;
}

export type Expected = 'fieldName' | 'operator' | 'value' | 'junction' | ',' | ')' | ']' | 'by' | '[';

export type SyntaxFault =
  /** `got` is `null` at the end of the query. */
  | { kind: 'expected'; expected: Expected; got: string | null; at: Position }
  | { kind: 'reservedWord'; word: string; at: Position }
  | { kind: 'reservedCharacter'; character: string; at: Position }
  | { kind: 'illegalEscape'; escape: string; at: Position }
  | { kind: 'unclosedString'; text: string; at: Position }
  | { kind: 'tooDeep'; levels: number; at: Position }
  | { kind: 'tooLong'; characters: number; at: Position };

/** Thrown and caught within this folder only. */
export class QueryFault extends Error {
  constructor(readonly fault: SyntaxFault) {
    super(fault.kind);
  }
}
