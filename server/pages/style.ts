/** The stylesheet of both pages. Colours are those of the extension, light and dark. */
export const css = `:root {
  color-scheme: light dark;
  --page: #f7f8fa;
  --card: #ffffff;
  --sunken: #eef0f4;
  --line: #d5d9e0;
  --text: #16191f;
  --quiet: #545c69;
  --accent: #2456c7;
  --accent-strong: #1b45a6;
  --on-accent: #ffffff;
  --shadow: 0 0.25rem 1rem rgb(16 24 40 / 10%);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131519;
    --card: #1b1e24;
    --sunken: #0d0f12;
    --line: #343a45;
    --text: #eceef2;
    --quiet: #a5adba;
    --accent: #8fb2ff;
    --accent-strong: #b0c8ff;
    --on-accent: #0b1c42;
    --shadow: 0 0.25rem 1rem rgb(0 0 0 / 48%);
  }
}
*, ::before, ::after { box-sizing: border-box; }
html {
  background: var(--page);
  color: var(--text);
  font: 100%/1.5 var(--sans);
  text-size-adjust: 100%;
}
body {
  margin: 0 auto;
  max-width: 44rem;
  min-height: 100vh;
  padding: 1rem 1.25rem 3rem;
  display: flex;
  flex-direction: column;
}
header { padding: 0.5rem 0 2rem; }
main { flex: 1; }
h1, h2, p, ol, ul, dl, dd, figure { margin: 0; padding: 0; }
h1 {
  font-size: clamp(1.75rem, 1.25rem + 2.5vw, 2.5rem);
  font-weight: 650;
  letter-spacing: -0.015em;
  line-height: 1.15;
  text-wrap: balance;
}
h2 { font-size: 1.125rem; font-weight: 600; line-height: 1.25; margin-bottom: 0.75rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
section { margin-top: 3rem; }
p + p { margin-top: 0.75rem; }
p + .steps { margin-top: 1rem; }
code { font-family: var(--mono); font-size: 0.8125rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 0.25rem; }
[hidden] { display: none !important; }
footer {
  margin-top: 3rem;
  padding-top: 1rem;
  border-top: 1px solid var(--line);
  color: var(--quiet);
  font-size: 0.875rem;
}
.mark {
  display: inline-flex;
  align-items: center;
  gap: 0.5rem;
  color: inherit;
  font-weight: 600;
  text-decoration: none;
}
.lead { margin-top: 1rem; color: var(--quiet); font-size: 1.125rem; text-wrap: pretty; }
.keys { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; margin-bottom: 2rem; }
.steps { list-style: none; counter-reset: step; display: grid; gap: 1rem; }
.steps > li { counter-increment: step; position: relative; padding-inline-start: 2.75rem; }
.steps > li::before {
  content: counter(step);
  position: absolute;
  inset-inline-start: 0;
  top: -0.125rem;
  width: 1.75rem;
  height: 1.75rem;
  border-radius: 50%;
  background: var(--sunken);
  border: 1px solid var(--line);
  font-size: 0.875rem;
  font-weight: 600;
  line-height: 1.625rem;
  text-align: center;
}
.steps strong { display: block; font-weight: 600; }
.columns { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); }
.card {
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 0.75rem;
  padding: 1.25rem 1.5rem;
}
.card ul { padding-inline-start: 1.125rem; display: grid; gap: 0.375rem; }
.host { margin-top: 1.5rem; display: flex; flex-wrap: wrap; align-items: center; gap: 1rem 1.5rem; }
.host svg { flex: none; max-width: 100%; }
.host div { flex: 1 1 16rem; min-width: 0; }
.host dt { font-weight: 600; }
.host dd { margin-top: 0.25rem; }
.quiet { color: var(--quiet); font-size: 0.875rem; margin-top: 0.5rem; }
.key-id { color: var(--quiet); font-variant-ligatures: none; overflow-wrap: anywhere; }
.key-id span { margin-inline-end: 0.4em; }
.join { margin-top: 1.5rem; box-shadow: var(--shadow); }
.join button {
  appearance: none;
  border: 0;
  border-radius: 0.5rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  font-size: 1.125rem;
  min-height: 3rem;
  padding: 0.5rem 1.5rem;
  width: 100%;
  cursor: pointer;
}
.join button:hover { background: var(--accent-strong); }
.join button:not([hidden]) + p { margin-top: 0.75rem; }
.join button + p:empty { display: none; }
`;
