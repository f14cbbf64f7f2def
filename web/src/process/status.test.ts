import { describe, expect, it } from "vitest";
import { en } from "@/i18n/en";
import type { ProcessStatus } from "@/live/records";
import { look, seen } from "@/process/status";

const STATES: [string, ProcessStatus, boolean][] = [
  ["idle", { status: "idle" }, false],
  ["processing", { status: "processing", message: "" }, false],
  ["waiting", { status: "processing", queue_position: 2 }, false],
  ["restarting", { status: "processing", message: "Restarting processing…" }, false],
  ["paused", { status: "paused" }, false],
  ["completed", { status: "completed" }, false],
  ["stale", { status: "completed" }, true],
  ["failed", { status: "failed" }, true],
  ["cancelled", { status: "cancelled" }, true],
];

describe("what a person sees of a status", () => {
  it.each(STATES)("is %s", (expected, status, stale) => {
    expect(seen(status, stale)).toBe(expected);
  });

  it("has a title of its own for each state", () => {
    const titles = STATES.map(([, status, stale]) => en[look(seen(status, stale)).title]);
    expect(new Set(titles).size).toBe(STATES.length);
  });
});
