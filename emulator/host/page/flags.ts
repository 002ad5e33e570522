import { record, text, texts } from '../../cloud/untrusted';

/** Flags that the app's page asked for, as the product would show them. */
export class Flags {
  constructor(
    private readonly place: HTMLElement,
    private readonly clicked: (flagId: string, index: number) => void,
  ) {}

  show(options: unknown): boolean {
    const { id, title, description, actions, isAutoDismiss } = record(options);
    const flagId = text(id);
    if (flagId === null) return false;
    this.close(flagId);
    const flag = document.createElement('div');
    flag.className = 'flag';
    flag.dataset.flag = flagId;
    const heading = document.createElement('strong');
    heading.textContent = text(title) ?? '';
    const words = document.createElement('p');
    words.textContent = text(description) ?? '';
    flag.append(heading, words);
    texts(actions).forEach((label, index) => {
      flag.append(
        this.button(label, () => {
          this.clicked(flagId, index);
        }),
      );
    });
    flag.append(
      this.button('Dismiss', () => {
        this.close(flagId);
      }),
    );
    this.place.append(flag);
    if (isAutoDismiss === true) setTimeout(() => this.close(flagId), 8000);
    return true;
  }

  close(flagId: string): boolean {
    const flag = [...this.place.children].find(
      (child) => child instanceof HTMLElement && child.dataset.flag === flagId,
    );
    flag?.remove();
    return flag !== undefined;
  }

  private button(label: string, onClick: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', onClick);
    return button;
  }
}
