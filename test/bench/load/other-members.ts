import { type Line, openLine } from "./line.ts";

/** Members of the servers that Latchkey is compared with. */

/** Of raw-ws.mjs; whoever names the same room is in it. */
export async function openRawMember(port: number, room: string): Promise<Line> {
  const line = await openLine(port, "/");
  line.say(room);
  const text = await line.nextText();
  if (text !== "in") throw new Error(`a place in the room was due, not ${text.slice(0, 200)}`);
  return line;
}

/** Of peerjs-server, which lets in any id with any token. */
export async function openPeerjsMember(port: number, id: string): Promise<Line> {
  const line = await openLine(port, `/peerjs?key=peerjs&id=${id}&token=token-${id}`);
  const text = await line.nextText();
  if (text !== '{"type":"OPEN"}') throw new Error(`OPEN was due, not ${text.slice(0, 200)}`);
  return line;
}
