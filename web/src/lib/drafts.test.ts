import { act, renderHook } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { forgetDrafts, keepDraftsOf, useDraft } from "@/lib/drafts";

beforeEach(() => sessionStorage.clear());

const draft = (key = "note") => renderHook(() => useDraft(key, "as stored")).result;
const type = (shown: ReturnType<typeof draft>, text: string) => act(() => shown.current[1](text));

describe("what a person types", () => {
  it("begins as it is stored", () => expect(draft().current[0]).toBe("as stored"));

  it("is there again after a reload, for its own field alone", () => {
    type(draft(), "half a sent");
    expect(draft().current[0]).toBe("half a sent");
    expect(draft("other").current[0]).toBe("as stored");
  });

  it("may be emptied", () => {
    type(draft(), "");
    expect(draft().current[0]).toBe("");
  });

  it("is forgotten once it is taken", () => {
    const shown = draft();
    type(shown, "sent");
    act(() => shown.current[2]());
    expect(draft().current[0]).toBe("as stored");
  });

  it("outlives a new sign-in of the same person, and goes at another's", () => {
    keepDraftsOf("ann");
    type(draft(), "Ann's");
    keepDraftsOf("ann");
    expect(draft().current[0]).toBe("Ann's");
    keepDraftsOf("ben");
    expect(draft().current[0]).toBe("as stored");
  });

  it("goes when they sign out, and nothing else of the tab does", () => {
    sessionStorage.setItem("other", "x");
    type(draft(), "Ann's");
    forgetDrafts();
    expect(Object.entries(sessionStorage)).toEqual([["other", "x"]]);
  });
});
