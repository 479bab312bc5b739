/** Whether a page as it stands is accessible, and no wider than the window. */
import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

export async function assertSound(page: Page, where: string): Promise<void> {
  // Colours that fade in are not the colours that people read. A spinner turns for good.
  await page.evaluate(() =>
    Promise.all(
      document.getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished.catch(() => {})),
    )
  );
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  });
  assert.deepEqual(violations, [], where);
  const overflow = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  assert.equal(overflow, 0, `${where} is wider than the window`);
}
