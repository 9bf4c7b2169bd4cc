// Moving pictures of people who do not exist, as camera streams.

interface Face {
  readonly wall: string;
  readonly skin: string;
  readonly hair: string;
  readonly coat: string;
}

const faces: readonly Face[] = [
  { wall: "#8fa6b8", skin: "#e0ac84", hair: "#3b2a1f", coat: "#34506b" },
  { wall: "#c9b79c", skin: "#8d5a3b", hair: "#17120f", coat: "#7d3f3a" },
  { wall: "#7f9a86", skin: "#f0c9a8", hair: "#b5793d", coat: "#dfe3e6" },
  { wall: "#5d6678", skin: "#c68a5e", hair: "#241a14", coat: "#c9a24b" },
  { wall: "#b9a3b3", skin: "#f3d3b9", hair: "#6e6a68", coat: "#3e5a4a" },
  { wall: "#98a78f", skin: "#6f452c", hair: "#0f0c0a", coat: "#5b5f8f" },
];

/** A stream of person number `seed`, moving a little, 640 × 360. */
export function faceStream(seed: number): MediaStream {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext("2d");
  const face = faces[seed % faces.length];
  if (!context || !face) throw new Error("no canvas");
  let frame = 0;
  const paint = (): void => {
    paintFace(context, face, Math.sin((frame + seed * 17) / 9));
    frame += 1;
  };
  paint();
  setInterval(paint, 100);
  return canvas.captureStream(10);
}

/** A stream of a page of text with a chart, 1280 × 720, as somebody would share it. */
export function screenStream(): MediaStream {
  const canvas = document.createElement("canvas");
  canvas.width = 1280;
  canvas.height = 720;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  const paint = (): void => paintScreen(context);
  paint();
  setInterval(paint, 200);
  return canvas.captureStream(5);
}

function paintScreen(context: CanvasRenderingContext2D): void {
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, 1280, 720);
  context.fillStyle = "#20304a";
  context.font = "600 44px sans-serif";
  context.fillText("Week 18: the new signal box", 72, 104);
  context.font = "26px sans-serif";
  const lines = [
    "Track 4 closed from Tuesday",
    "Relays tested, two to go",
    "Open: who signs the plan?",
  ];
  for (const [at, line] of lines.entries()) context.fillText(`•  ${line}`, 72, 190 + at * 52);
  for (const [at, height] of [120, 210, 160, 300, 260, 380, 340].entries()) {
    context.fillStyle = at === 5 ? "#c9772b" : "#7f9ac4";
    context.fillRect(640 + at * 80, 640 - height, 52, height);
  }
  context.fillRect(620, 640, 590, 3);
}

function paintFace(context: CanvasRenderingContext2D, face: Face, sway: number): void {
  const x = 320 + sway * 8;
  context.fillStyle = face.wall;
  context.fillRect(0, 0, 640, 360);
  context.fillStyle = "#ffffff2e";
  context.fillRect(430, 20, 150, 190);
  ellipse(context, face.hair, x, 150, 84, 104);
  ellipse(context, face.coat, x, 400, 190, 150);
  context.fillStyle = face.skin;
  context.fillRect(x - 28, 210, 56, 60);
  ellipse(context, face.skin, x, 170, 68, 88);
  ellipse(context, face.hair, x, 100, 76, 42);
  for (const side of [-1, 1]) ellipse(context, "#1d1a18", x + side * 26, 168, 6, 8);
  ellipse(context, "#7a3a34", x, 216, 18, 5 + 3 * Math.abs(sway));
}

function ellipse(
  context: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, 0, 0, 2 * Math.PI);
  context.fill();
}
