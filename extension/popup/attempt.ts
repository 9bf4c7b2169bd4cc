import { AppError, type AppErrorCode } from "../shared/errors.ts";

/** Runs what may fail in an expected way: null where it went well, else the code. Bugs throw. */
export async function attempt(work: () => Promise<void>): Promise<AppErrorCode | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
