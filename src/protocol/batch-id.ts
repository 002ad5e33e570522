/** Which batch: a sender is one running program; it numbers its batches from 1 without gaps, so that a loss is seen. */
export interface BatchId {
  sender: string;
  n: number;
}

const idText = /^([a-z0-9]{8,32})\.([1-9]\d{0,8})$/;

export function batchIdText({ sender, n }: BatchId): string {
  return `${sender}.${n}`;
}

/** `null` for a text that is no batch id. */
export function parseBatchId(text: unknown): BatchId | null {
  const parts = typeof text === 'string' ? idText.exec(text) : null;
  const [, sender, n] = parts ?? [];
  return sender === undefined || n === undefined ? null : { sender, n: Number(n) };
}
