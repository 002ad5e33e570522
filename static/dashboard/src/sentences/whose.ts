import type { WhoseView } from '../../../../src/admin/contract/contract';
import type { Words } from '../words';

/** Whose calls these are: the first thing that the page says. */
export function whoseSentence(whose: WhoseView, { text }: Words): string {
  switch (whose.kind) {
    case 'ownOnly':
      return text.whose.ownOnly;
    case 'embedded':
      return whose.appName === null
        ? text.whose.embeddedUnnamed
        : text.whose.embedded({ app: whose.appName });
  }
}
