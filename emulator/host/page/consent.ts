/**
 * The question whether an app may call in somebody's name, in place of its page, as Forge asks it: one question however many
 * functions wait for its answer.
 */
export class ConsentPrompt {
  private asking: Promise<boolean> | null = null;

  constructor(
    private readonly place: HTMLElement,
    /** Hidden while the question stands. */
    private readonly instead: HTMLElement,
    private readonly app: { title: string; scopes: readonly string[] },
  ) {}

  /** Resolves with `false` when the person does not want to now. */
  ask(): Promise<boolean> {
    this.asking ??= this.draw().finally(() => {
      this.asking = null;
      this.place.replaceChildren();
      this.place.hidden = true;
      this.instead.hidden = false;
    });
    return this.asking;
  }

  private draw(): Promise<boolean> {
    const title = document.createElement('h2');
    title.textContent = `${this.app.title} needs your permission`;
    const words = document.createElement('p');
    words.textContent = 'It wants to call the products in your name. These are the scopes of its manifest:';
    const scopes = document.createElement('ul');
    scopes.append(
      ...this.app.scopes.map((scope) => {
        const item = document.createElement('li');
        item.textContent = scope;
        return item;
      }),
    );
    return new Promise((resolve) => {
      this.place.replaceChildren(
        ...[title, words, scopes],
        button('Allow access', () => {
          resolve(true);
        }),
        button('Not now', () => {
          resolve(false);
        }),
      );
      this.instead.hidden = true;
      this.place.hidden = false;
    });
  }
}

function button(label: string, onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.addEventListener('click', onClick);
  return made;
}
