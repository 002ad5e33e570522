/** Light and dark as the person's system has it: no product around this page says it. */
export function followColorMode(): void {
  const html = document.documentElement;
  html.dataset['theme'] = 'dark:dark light:light spacing:spacing shape:shape typography:typography';
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = (): void => {
    html.dataset['colorMode'] = dark.matches ? 'dark' : 'light';
  };
  follow();
  dark.addEventListener('change', follow);
}
