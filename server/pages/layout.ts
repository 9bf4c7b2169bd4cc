import { favicon, stylesheet } from "./assets.ts";

export interface Page {
  readonly title: string;
  readonly description: string;
  /** Whether a search engine may show it: never a room. */
  readonly isPublic: boolean;
  /** HTML. */
  readonly main: string;
}

/** What both pages share. Nothing in here comes from outside. */
export function layout({ title, description, isPublic, main }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">${isPublic ? "" : '\n<meta name="robots" content="noindex">'}
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="${favicon.path}">
<link rel="stylesheet" href="${stylesheet.path}">
</head>
<body>
<header><a class="mark" href="/"><img src="${favicon.path}" width="28" height="28" alt="">Latchkey</a></header>
<main>
${main}
</main>
<footer><p>This server introduces callers to each other. It holds no accounts and no keys, and this page runs no script.</p></footer>
</body>
</html>
`;
}
