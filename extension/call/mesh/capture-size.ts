/** How large and how fast the own camera is asked to be: grows at once, shrinks when that lasts. */
export interface CaptureState {
  readonly asked: CaptureSize;
  readonly lessSinceMs: number | null;
}

export interface CaptureSize {
  readonly height: number;
  readonly framesPerSecond: number;
}

/** As the camera is opened: before anybody has said what they need. */
export const fullCapture: CaptureState = {
  asked: { height: 720, framesPerSecond: 30 },
  lessSinceMs: null,
};

const steadyMs = 3_000;

export function nextCapture(
  before: CaptureState,
  needed: CaptureSize,
  nowMs: number,
): CaptureState {
  const { asked } = before;
  if (needed.height > asked.height || needed.framesPerSecond > asked.framesPerSecond) {
    return { asked: needed, lessSinceMs: null };
  }
  if (needed.height === asked.height && needed.framesPerSecond === asked.framesPerSecond) {
    return { asked, lessSinceMs: null };
  }
  const lessSinceMs = before.lessSinceMs ?? nowMs;
  if (nowMs - lessSinceMs < steadyMs) return { asked, lessSinceMs };
  return { asked: needed, lessSinceMs: null };
}
