import type { Method, QuotaReading } from '../model';
import type { ReadProduct } from './product';

/** What a reader must know besides the headers. */
export interface ReadContext {
  /** HTTP status; `null` when it is not known. */
  status: number | null;
  /** When the response came, epoch milliseconds. Every delta counts from here. */
  receivedAtMs: number;
  product?: ReadProduct | undefined;
  method?: Method | undefined;
  /** The quotas of the response before: at `r=0` a policy header may be missing, and its `q` and `w` with it. */
  previous?: readonly QuotaReading[] | undefined;
  /** The parsed JSON body, where the system repeats its limit there (One Stack, Trello). */
  body?: unknown;
}
