import axe from "axe-core";
import type { Page } from "playwright-core";

/** One line for each thing on the page that axe-core knows to be a barrier; empty where none is. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Through the debugger, so that the page's policy need not allow it.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: typeof axe }).axe;
    const found = await runner.run(document, { resultTypes: ["violations"] });
    return found.violations;
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ""}`),
  );
}
