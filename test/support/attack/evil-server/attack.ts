import type { Knock, PeerStatement } from "../../../../protocol/messages.ts";
import type { SignedList } from "../../../../protocol/signed-list.ts";
import type { SigningKey } from "../../protocol/signing-key.ts";
import type { Down, Line, Up } from "./line.ts";

/** What one attack does; whatever it leaves out is as an honest server does it. */
export interface Tamper {
  readonly up?: (frame: Up, line: Line) => readonly Up[] | Promise<readonly Up[]>;
  readonly down?: (frame: Down, line: Line) => readonly Down[] | Promise<readonly Down[]>;
  readonly mayClose?: (line: Line, code: number) => boolean;
  /** What is done once, at a moment that a test or the person at the keyboard chooses. */
  readonly strike?: () => void | Promise<void>;
}

/** What a server has: every line, everything that it saw, a key of its own. */
export interface World {
  /** `ws://127.0.0.1:port`, as statements name this server. */
  readonly origin: string;
  readonly key: SigningKey;
  /** `ws://…` of an honest server elsewhere, for the attacks that need one. */
  readonly elsewhere: string | null;
  readonly lines: () => readonly Line[];
  /** Every join statement that ever passed, oldest first. */
  readonly statements: () => readonly PeerStatement[];
  /** Every access list that ever passed, oldest first. */
  readonly lists: () => readonly SignedList[];
  /** Every knock that ever passed. */
  readonly knocks: () => readonly Knock[];
}

export interface Attack {
  /** One sentence: what the server does. */
  readonly does: string;
  readonly begin: (world: World) => Tamper;
}
