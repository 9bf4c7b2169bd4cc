import type { PeerLink } from "../peers/peer-link.ts";

interface Report {
  readonly type: string;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly localCandidateId?: string;
  readonly candidateType?: string;
}

/** Whether what this side sends goes over a relay of its own. */
export async function usesRelay(link: Pick<PeerLink, "statistics">): Promise<boolean> {
  try {
    const reports = await link.statistics();
    let isRelayed = false;
    reports.forEach((report: Report) => {
      if (report.type !== "candidate-pair" || report.nominated !== true) return;
      if (report.state !== "succeeded" || report.localCandidateId === undefined) return;
      const local = reports.get(report.localCandidateId) as Report | undefined;
      isRelayed ||= local?.candidateType === "relay";
    });
    return isRelayed;
  } catch {
    return false;
  }
}
