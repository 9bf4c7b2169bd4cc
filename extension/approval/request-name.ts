import type { ApprovalView } from "../shared/approval.ts";

/** Names a request by everything an approval of it would cover: its id and its very texts. */
export function requestName({ id, statements }: ApprovalView): string {
  return JSON.stringify([id, statements]);
}
