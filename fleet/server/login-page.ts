/** Asks for the password. No script and no file of its own: who has not given it gets nothing else. */
export function loginPage(languages: string | undefined, wrong: 'wrong' | 'tooOften' | null): string {
  const words = /^\s*de\b/i.test(languages ?? '') ? german : english;
  const said = wrong === null ? '' : `<p role="alert">${words[wrong]}</p>`;
  return `<!doctype html>
<html lang="${words.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>${words.title}</title><link rel="stylesheet" href="/login.css"></head>
<body><main><h1>${words.title}</h1>${said}
<form method="post" action="/login"><label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<button>${words.enter}</button></form></main></body></html>
`;
}

const english = {
  language: 'en',
  title: 'Points Gauge: fleet',
  password: 'Password that this server was started with',
  enter: 'Open',
  wrong: 'That is not the password.',
  tooOften: 'Too many wrong passwords. Wait a minute, then try again.',
};
const german: typeof english = {
  language: 'de',
  title: 'Points Gauge: Flotte',
  password: 'Passwort, mit dem dieser Server gestartet wurde',
  enter: 'Öffnen',
  wrong: 'Das ist nicht das Passwort.',
  tooOften: 'Zu viele falsche Passwörter. Warten Sie eine Minute und versuchen Sie es dann erneut.',
};

export const loginCss = `
:root { color-scheme: light dark; font: 14px/20px ui-sans-serif, -apple-system, 'Segoe UI', Ubuntu, sans-serif; }
body { margin: 0; }
main { max-width: 360px; margin: 15vh auto 0; padding: 0 16px; }
h1 { font-size: 20px; }
form { display: grid; gap: 8px; }
input, button { font: inherit; padding: 8px; }
[role='alert'] { font-weight: 600; }
`;
