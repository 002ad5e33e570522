import { TextDecoder } from 'node:util';
import { configure } from '@testing-library/react';
import { drawMs } from '../support/patience.json';

// The library gives up after a second, which a busy machine needs for a page alone.
configure({ asyncUtilTimeout: drawMs });

// A link that hands out a file does not navigate in a browser. It does in jsdom, which cannot, and says so in the console.
document.addEventListener('click', (event) => {
  if (event.target instanceof HTMLAnchorElement && event.target.download !== '') event.preventDefault();
});

// Every browser has it; jsdom does not.
Object.assign(globalThis, { TextDecoder });

// jsdom has the element and not what shows it.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});
