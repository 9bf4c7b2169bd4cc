/**
 * Who speaks, from levels that are measured a few times a second. Slow to change its mind: a stage
 * that follows each cough and each pause for breath is worse than none.
 */
export interface SpeakerState {
  /** Peer id; stays after they fell silent, until somebody else speaks. */
  readonly speaker: string | null;
  readonly sinceMs: number;
  /** Louder than the speaker, and not yet for long enough. */
  readonly rival: { readonly id: string; readonly sinceMs: number } | null;
  readonly loudness: Readonly<Record<string, number>>;
  readonly atMs: number;
}

/** One peer at one moment; 0 where their microphone is off. */
export interface Voice {
  readonly id: string;
  /** Amplitude, 0 to 1; speech is around 0.1. */
  readonly level: number;
}

export const nobodySpeaks: SpeakerState = {
  speaker: null,
  sinceMs: 0,
  rival: null,
  loudness: {},
  atMs: 0,
};

/** Of the average: words rise fast, and gaps between them do not count as silence. */
const riseMs = 300;
const fallMs = 700;
/** Below this it is a room, not a voice. */
const voiceLevel = 0.015;
/** How much louder than who speaks one has to be. */
const louder = 1.5;
const rivalForMs = 700;
const holdsForMs = 2_000;

export function nextSpeaker(
  state: SpeakerState,
  voices: readonly Voice[],
  atMs: number,
): SpeakerState {
  const passedMs = Math.max(0, atMs - state.atMs);
  const loudness = Object.fromEntries(
    voices.map(({ id, level }) => [id, averaged(state.loudness[id] ?? 0, level, passedMs)]),
  );
  const isHere = state.speaker !== null && state.speaker in loudness;
  const speaker = isHere ? state.speaker : null;
  const rival = rivalTo(speaker, state.rival, loudness, atMs);
  const next = { speaker, sinceMs: state.sinceMs, rival, loudness, atMs };
  return takesOver(next)
    ? { ...next, speaker: rival?.id ?? null, sinceMs: atMs, rival: null }
    : next;
}

function averaged(before: number, level: number, passedMs: number): number {
  const pace = level > before ? riseMs : fallMs;
  return before + (level - before) * (1 - Math.exp(-passedMs / pace));
}

function rivalTo(
  speaker: string | null,
  before: SpeakerState["rival"],
  loudness: SpeakerState["loudness"],
  atMs: number,
): SpeakerState["rival"] {
  const needed = Math.max(voiceLevel, (speaker === null ? 0 : (loudness[speaker] ?? 0)) * louder);
  const enough = Object.entries(loudness).filter(([id, loud]) => id !== speaker && loud >= needed);
  // Of two who speak at once, the first: taking turns as rivals, neither would ever be heard.
  if (before !== null && enough.some(([id]) => id === before.id)) return before;
  const [loudest] = enough.toSorted(([, one], [, other]) => other - one);
  return loudest === undefined ? null : { id: loudest[0], sinceMs: atMs };
}

function takesOver({ speaker, sinceMs, rival, atMs }: SpeakerState): boolean {
  if (rival === null) return false;
  if (speaker === null) return true;
  return atMs - rival.sinceMs >= rivalForMs && atMs - sinceMs >= holdsForMs;
}
