import type { Attack } from "./attack.ts";
import { boxAttacks } from "./attacks/boxes.ts";
import { challengeAttacks } from "./attacks/challenges.ts";
import { listAttacks } from "./attacks/lists.ts";
import { presenceAttacks } from "./attacks/presence.ts";
import { statementAttacks } from "./attacks/statements.ts";

/** Every switch of the evil server. `none` passes everything on: the control of each test. */
export const serverAttacks = {
  none: { does: "nothing: everything passes as the real server sends it", begin: () => ({}) },
  ...statementAttacks,
  ...listAttacks,
  ...presenceAttacks,
  ...boxAttacks,
  ...challengeAttacks,
} as const satisfies Record<string, Attack>;

export type ServerAttack = keyof typeof serverAttacks;

export const serverAttackNames = Object.keys(serverAttacks) as readonly ServerAttack[];
