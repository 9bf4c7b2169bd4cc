import { keySvg } from "../../protocol/key-picture.ts";
import { layout } from "./layout.ts";

/** Nobody's: hashes of words, chosen because they look well side by side. */
const someKeys = [
  "SHA256:OMXu973xEEYKpC0L3XO+JLXGiWHAmI+mswOgdvm25qo",
  "SHA256:ixGAH+n/R1XQmescf5J6atjNBFV0vDzIaXBuZLIAWE8",
  "SHA256:vXAXNRCkoWgubnmJ+arBvvYdJhMYr+vpHqdCUSxkHxo",
  "SHA256:4yW/EK4B7Ab7P26iilHBP21BrIWP+/gEpRCnv4WeF5M",
] as const;

export const landingPage = layout({
  title: "Latchkey",
  description: "A call in which every name is proven. No accounts: a person is a key.",
  isPublic: true,
  main: `<div class="keys">${someKeys.map((key) => keySvg(key, { layout: "wide", size: 64 })).join("")}</div>
<h1>A call in which every name is proven</h1>
<p class="lead">People here are their keys. Whoever opens the link of a room proves that they own a key that may enter, and every participant checks every other. This server only introduces them.</p>

<section>
<h2>How a call works</h2>
<ol class="steps">
<li><strong>Start a room</strong>In the Latchkey extension, paste the public keys of those who may enter. SSH keys do.</li>
<li><strong>Send the link</strong>In any way you like. It names you as the host, and nobody can swap that.</li>
<li><strong>Approve</strong>Each of you sees exactly what will be signed, and approves it once, in your own browser.</li>
<li><strong>Talk</strong>Sound, picture, chat and files go directly from browser to browser, each tied to the key that was checked.</li>
</ol>
</section>

<section class="columns">
<div class="card">
<h2>What this server sees</h2>
<ul>
<li>which keys are in which room, and when</li>
<li>from which network addresses</li>
<li>how many messages they exchange, and of what size</li>
</ul>
</div>
<div class="card">
<h2>What it cannot do</h2>
<ul>
<li>read or change what is said, shown or written</li>
<li>let in a key that the host did not</li>
<li>pass itself or anybody off as somebody else</li>
</ul>
</div>
</section>

<section id="get">
<h2>Get the extension</h2>
<p>It keeps your keys, so take it from its source and not from a server like this one. With the source and Node 20 or newer at hand:</p>
<ol class="steps">
<li><strong>Build it</strong><code>npm install</code> and <code>npm run build</code> make the folder <code>dist</code>.</li>
<li><strong>Load it in Chromium</strong>Open <code>chrome://extensions</code>, switch on <em>Developer mode</em>, choose <em>Load unpacked</em> and the folder <code>dist/chrome</code>.</li>
<li><strong>Or in Firefox</strong>Open <code>about:debugging</code>, <em>This Firefox</em>, choose <em>Load Temporary Add-on</em> and the file <code>dist/firefox/manifest.json</code>.</li>
</ol>
</section>`,
});
