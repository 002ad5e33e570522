import { batchIdText } from '../protocol/batch-id';
import { maxBatchBytes, maxCalls, maxOperations } from '../protocol/bounds';
import type { WireCall, WireOperation } from '../protocol/wire';
import { asciiJson, sealBatch, type SealedBatch } from './sealed-batch';

/** Room for what is around the calls. */
const envelopeBytes = 512;
/** Of the longest operation, as JSON with its comma. */
const operationBytes = 64;

/** The batch that is being filled. */
export class OpenBatch {
  private calls: string[] = [];
  private operations: string[] = [];
  private callBytes = 0;
  private n = 0;

  /** @param sender random, 8 to 32 small letters and digits: no two programs may share it */
  constructor(private readonly sender: string) {}

  get bytes(): number {
    return this.callBytes + this.operations.length * operationBytes;
  }

  get size(): number {
    return this.calls.length;
  }

  get isEmpty(): boolean {
    return this.calls.length === 0 && this.operations.length === 0;
  }

  /** `false` when it does not fit any more: seal first. */
  add(call: WireCall): boolean {
    const text = asciiJson(call);
    const fits = this.bytes + text.length + 1 + envelopeBytes <= maxBatchBytes;
    if (!fits || this.calls.length >= maxCalls) return false;
    this.calls.push(text);
    this.callBytes += text.length + 1;
    return true;
  }

  /** `false` when it does not fit any more: seal first. */
  addOperation(operation: WireOperation): boolean {
    const fits = this.bytes + operationBytes + envelopeBytes <= maxBatchBytes;
    if (!fits || this.operations.length >= maxOperations) return false;
    this.operations.push(asciiJson(operation));
    return true;
  }

  /** Closes the batch under the next number and begins another. */
  seal(nowMs: number, dropped: number): SealedBatch {
    this.n += 1;
    const { calls, operations } = this;
    this.calls = [];
    this.operations = [];
    this.callBytes = 0;
    return sealBatch({
      id: batchIdText({ sender: this.sender, n: this.n }),
      sealedAtMs: nowMs,
      dropped,
      calls,
      operations,
    });
  }
}
