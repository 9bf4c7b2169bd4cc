import { keySvg } from "../../protocol/key-picture.ts";
import { keyIdHtml } from "./key-id.ts";
import { layout } from "./layout.ts";

/**
 * The page behind a room link, without its fragment: that part never comes here.
 *
 * The ids `join-with-latchkey` and `latchkey-missing` are a contract with the extension
 * (extension/room-link): where it is there, it shows the button, hides the hint and takes the click.
 *
 * `hostKeyId` is null where the room is not open here. Never anybody else's key: who is on the list
 * is no business of whoever merely has the link.
 */
export function roomPage(hostKeyId: string | null): string {
  return layout({
    title: "Join a call — Latchkey",
    description: "A link to a Latchkey call.",
    isPublic: false,
    main: `<h1>You have the link of a call</h1>
${hostKeyId === null ? notOpen : hostOf(hostKeyId)}

<div class="card join">
<button id="join-with-latchkey" type="button" hidden>Join with Latchkey</button>
<p id="latchkey-missing">You join with the Latchkey extension. <a href="/#get">Get the extension</a>, or, where you have it, open it from the toolbar, choose <em>Join room</em> and paste the whole address of this page. Allow it on this server there, and a button to join appears here next time.</p>
</div>

<section>
<h2>What happens when you join</h2>
<ol class="steps">
<li><strong>You see yourself first</strong>A tab opens with your camera and microphone. Nobody sees or hears you yet.</li>
<li><strong>You approve one signature</strong>It proves that you own your key, for this call only. You are shown every word of it.</li>
<li><strong>Everyone checks everyone</strong>Each browser checks each key by itself. Who is not on the host’s list stays out, whatever this server says.</li>
</ol>
</section>`,
  });
}

const notOpen = `<p class="lead">This room is not open on this server now: its host has not come yet, or it has ended. If you are the host, you open it by joining; a guest gets in as soon as the host has.</p>`;

function hostOf(keyId: string): string {
  const picture = keySvg(keyId, { layout: "wide", size: 72, title: "Picture of the host’s key" });
  return `<p class="lead">The room is open. Its host is whoever owns this key.</p>
<section class="card host">
${picture}
<div><dl><dt>Host’s key</dt><dd>${keyIdHtml(keyId)}</dd></dl>
<p class="quiet">Compare it with the key you know. The link itself names it, and Latchkey checks that before anything else.</p></div>
</section>`;
}
