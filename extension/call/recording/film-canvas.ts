import { filmFrame, filmLayout, type FilmRect, fitInto } from "./film-layout.ts";
import type { FilmTile } from "./film-ports.ts";

/** The pictures of a film, drawn side by side into one. */
export interface FilmCanvas {
  readonly canvas: HTMLCanvasElement;
  readonly draw: (tiles: readonly FilmTile[]) => void;
  readonly close: () => void;
}

const colours = { stage: "#0d0f12", tile: "#1b1e24", text: "#f4f5f7" } as const;
const captionHeight = 28;

export function createFilmCanvas(): FilmCanvas {
  const canvas = document.createElement("canvas");
  canvas.width = filmFrame.width;
  canvas.height = filmFrame.height;
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("no canvas to draw on");
  /** Players of their own: those on the page come and go with the layout. */
  const players = new Map<string, HTMLVideoElement>();

  const playerFor = (id: string, picture: MediaStream): HTMLVideoElement => {
    const player = players.get(id) ?? newPlayer();
    players.set(id, player);
    if (player.srcObject !== picture) {
      player.srcObject = picture;
      player.play().catch(() => undefined);
    }
    return player;
  };
  const drop = (id: string): void => {
    const player = players.get(id);
    if (player !== undefined) player.srcObject = null;
    players.delete(id);
  };

  return {
    canvas,
    draw: (tiles) => {
      context.fillStyle = colours.stage;
      context.fillRect(0, 0, filmFrame.width, filmFrame.height);
      const rects = filmLayout(
        tiles.map(({ kind }) => kind),
        filmFrame,
      );
      for (const [index, tile] of tiles.entries()) {
        const rect = rects[index];
        if (rect === undefined) continue;
        const player = tile.picture === null ? null : playerFor(tile.id, tile.picture);
        drawTile(context, tile.name, player, rect);
      }
      const shown = new Set(tiles.flatMap(({ id, picture }) => (picture === null ? [] : [id])));
      for (const id of players.keys()) if (!shown.has(id)) drop(id);
    },
    close: () => {
      for (const id of players.keys()) drop(id);
    },
  };
}

function newPlayer(): HTMLVideoElement {
  const player = document.createElement("video");
  // Sound goes another way, and a muted player needs nobody's click.
  player.muted = true;
  player.playsInline = true;
  return player;
}

function drawTile(
  context: CanvasRenderingContext2D,
  name: string,
  player: HTMLVideoElement | null,
  rect: FilmRect,
): void {
  const room = { ...rect, height: rect.height - captionHeight };
  context.fillStyle = colours.tile;
  context.fillRect(rect.x, rect.y, rect.width, rect.height);
  const hasPicture = player !== null && player.videoWidth > 0;
  if (hasPicture) {
    const at = fitInto({ width: player.videoWidth, height: player.videoHeight }, room);
    context.drawImage(player, at.x, at.y, at.width, at.height);
  }
  context.fillStyle = colours.text;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = "16px system-ui, sans-serif";
  const middle = rect.x + rect.width / 2;
  const y = rect.y + rect.height - captionHeight / 2;
  context.fillText(cut(context, name, rect.width - 16), middle, y);
  if (hasPicture) return;
  context.font = "32px system-ui, sans-serif";
  context.fillText(cut(context, name, rect.width - 16), middle, rect.y + room.height / 2);
}

/** Not squeezed, as fillText would: a name stays as it is read elsewhere. */
function cut(context: CanvasRenderingContext2D, name: string, width: number): string {
  let shown = name;
  const signs = Array.from(name);
  while (signs.length > 1 && context.measureText(shown).width > width) {
    signs.pop();
    shown = `${signs.join("")}…`;
  }
  return shown;
}
