/** The answer for what the emulator does not know: it never guesses, and says how to add it. */
import type { ProductAddress } from './admitted-call';
import { productError, type CloudRequest, type Reply } from './exchange';

/** 501 rather than 404, which a client would take for "there is no such page". */
export function notEmulated({ method }: CloudRequest, { product, path }: ProductAddress): Reply {
  const message = `${method} ${path} is not emulated. Add it with createCloud({ endpoints: […] }) or a recorded answer with createCloud({ fixtures: […] }): docs/testing.md, "Yours to extend".`;
  return productError(product, 501, 'NOT_IMPLEMENTED', message);
}
