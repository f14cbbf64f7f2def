import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NotFetched, persistently } from "@/ui/lazily";

const online = (now: boolean) => vi.spyOn(navigator, "onLine", "get").mockReturnValue(now);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("code that does not come", () => {
  it("is waited for while the browser is offline", async () => {
    online(false);
    const fetchIt = vi.fn().mockRejectedValueOnce(new TypeError("offline")).mockResolvedValue("code");
    const coming = persistently(fetchIt);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetchIt).toHaveBeenCalledTimes(1);
    online(true);
    window.dispatchEvent(new Event("online"));
    await expect(coming).resolves.toBe("code");
  });

  it("is asked for once more while online", async () => {
    const fetchIt = vi.fn().mockRejectedValueOnce(new TypeError("a hiccup")).mockResolvedValue("code");
    const coming = persistently(fetchIt);
    await vi.runAllTimersAsync();
    await expect(coming).resolves.toBe("code");
  });

  it("is given up then: a newer page has replaced it", async () => {
    const fetchIt = vi.fn().mockRejectedValue(new TypeError("404"));
    const given = expect(persistently(fetchIt)).rejects.toBeInstanceOf(NotFetched);
    await vi.runAllTimersAsync();
    await given;
    expect(fetchIt).toHaveBeenCalledTimes(2);
  });
});
