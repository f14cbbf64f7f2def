import { readFileSync } from "node:fs";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Collection } from "@/live/records";
import { LookForm } from "@/pages/collection/settings/LookForm";
import { DEFAULTS, readEdits, readLook } from "@/pages/collection/settings/look";
import { SaveStatus } from "@/pages/collection/settings/SaveStatus";
import { useSettings } from "@/pages/collection/settings/useSettings";

const sent: unknown[] = [];
let answers: (() => Response | Promise<Response>)[] = [];
let collections = 0;

const taken = () => Response.json({});

function refused(status: number, errors: { field: string; message: string }[] = []) {
  return () => Response.json({ code: "invalid", detail: "That cannot be saved.", status, errors }, { status });
}

/** The network's edge: answers each call of PATCH in turn, with success when nothing else was prepared. */
async function server(request: Request) {
  if (request.method === "PATCH") sent.push(((await request.json()) as { deck_settings: unknown }).deck_settings);
  return (answers.shift() ?? taken)();
}

beforeEach(() => {
  sent.length = 0;
  answers = [];
  collections += 1;
  sessionStorage.clear();
  vi.stubGlobal("fetch", server);
});

function Form({ stored }: { stored: Record<string, unknown> }) {
  const base = { id: `c${collections}`, name: "Autumn", owner_uid: "u", member_uids: ["u"], categories: [] };
  const collection: Collection = {
    ...base,
    stale: {},
    stale_reasons: {},
    documents_changed_at: {},
    deck_settings: stored,
    processing_status: {},
  };
  const settings = useSettings(collection);
  return (
    <QueryClientProvider client={new QueryClient()}>
      <SaveStatus settings={settings} />
      <LookForm collection={collection} settings={settings} />
    </QueryClientProvider>
  );
}

function show(stored: Record<string, unknown> = {}) {
  const shown = render(<Form stored={stored} />);
  return (now: Record<string, unknown>) => shown.rerender(<Form stored={now} />);
}

const title = () => screen.getByLabelText<HTMLInputElement>("Title");

async function typeTitle(text: string) {
  await userEvent.clear(title());
  await userEvent.type(title(), text);
}

test("the defaults are those of the API's own description", () => {
  const { components } = JSON.parse(readFileSync("../build/openapi.json", "utf-8"));
  const properties: Record<string, { default: unknown }> = components.schemas.DeckLook.properties;
  const described = Object.entries(properties).map(([field, property]) => [field, property.default]);
  expect(DEFAULTS).toEqual(Object.fromEntries(described));
  expect(readLook({})).toEqual(DEFAULTS);
});

test("what is stored wins over the defaults, and what cannot be read does not", () => {
  expect(readLook({ per_page: 9, color: "red", fields: ["sizes"], logo_path: "x" })).toEqual({
    ...DEFAULTS,
    per_page: 9,
    fields: ["sizes"],
  });
  expect(readEdits('{"title":"Mine","per_page":5}')).toEqual({ title: "Mine", per_page: DEFAULTS.per_page });
  expect(readEdits("no json")).toEqual({});
});

test("only the field that was changed is sent, when it is left", async () => {
  show({ title: "Old", subtitle: "Stays" });
  await typeTitle("  New ");
  expect(sent).toEqual([]);
  await userEvent.tab();
  await waitFor(() => expect(sent).toEqual([{ title: "New" }]));
  await screen.findByText("Saved");
});

test("a field that is left as it was is not sent; one that is emptied goes back to its default", async () => {
  show({ title: "Old" });
  await typeTitle("Old");
  await userEvent.tab();
  await typeTitle("x");
  await userEvent.clear(title());
  await userEvent.tab();
  await waitFor(() => expect(sent).toEqual([{ title: null }]));
});

test("several choices in a row are sent together, and lists in their order", async () => {
  show();
  await userEvent.selectOptions(screen.getByLabelText("Products a page"), "9");
  const fields = screen.getByRole("group", { name: "Shown with each product" });
  await userEvent.click(within(fields).getByLabelText("Materials"));
  await userEvent.click(within(fields).getByRole("button", { name: "Move Materials up" }));
  await screen.findByText("Materials is number 3 of 4 now.");
  await waitFor(() => expect(sent).toHaveLength(1), { timeout: 2000 });
  expect(sent).toEqual([{ per_page: 9, fields: ["style_number", "colors", "materials", "sizes"] }]);
});

test("what I type stays when somebody else changes the field meanwhile; their other changes are shown", async () => {
  const stored = show({ title: "Old" });
  await typeTitle("Mine");
  stored({ title: "Theirs", subtitle: "Theirs too" });
  expect(title().value).toBe("Mine");
  expect(screen.getByLabelText<HTMLInputElement>("Subtitle").value).toBe("Theirs too");
  await screen.findByText(/changed this to “Theirs”/);
  await userEvent.tab();
  await waitFor(() => expect(sent).toEqual([{ title: "Mine" }]));
});

test("once mine is stored, later changes of others are shown", async () => {
  const stored = show({ title: "Old" });
  await typeTitle("Mine");
  await userEvent.tab();
  await screen.findByText("Saved");
  expect(title().value).toBe("Mine");
  stored({ title: "Mine" });
  stored({ title: "Theirs" });
  expect(title().value).toBe("Theirs");
});

test("what the server refuses stays, with its reason at the field; the rest is saved", async () => {
  answers = [refused(422, [{ field: "deck_settings.title", message: "No such title." }])];
  show({ title: "Old" });
  fireEvent.change(screen.getByLabelText("Page size"), { target: { value: "a4" } });
  await typeTitle("Bad");
  await userEvent.tab();
  await screen.findByText("No such title.");
  expect(title()).toHaveProperty("value", "Bad");
  expect(title().getAttribute("aria-invalid")).toBe("true");
  await waitFor(() => expect(sent).toEqual([{ page_size: "a4", title: "Bad" }, { page_size: "a4" }]));
  await typeTitle("Good");
  await userEvent.tab();
  await waitFor(() => expect(sent.at(-1)).toEqual({ title: "Good" }));
});

test("a colour that is none is not sent", async () => {
  show();
  const code = screen.getByLabelText("Colour as a code");
  await userEvent.clear(code);
  await userEvent.type(code, "#12");
  await userEvent.tab();
  await screen.findByText(/six digits/);
  expect(code).toHaveProperty("value", "#12");
  expect(sent).toEqual([]);
});

test("without a connection nothing is lost: it is said, kept for a reload, and sent again by itself", async () => {
  answers = [() => Promise.reject(new TypeError("no network"))];
  show();
  await typeTitle("Mine");
  await userEvent.tab();
  await screen.findAllByText(/Not saved yet/);
  expect(title().value).toBe("Mine");
  expect(sessionStorage.getItem(`draft:deck-settings c${collections}`)).toBe('{"title":"Mine"}');
  await waitFor(() => expect(sent).toEqual([{ title: "Mine" }, { title: "Mine" }]), { timeout: 4000 });
  await waitFor(() => expect(sessionStorage.getItem(`draft:deck-settings c${collections}`)).toBeNull());
});

test("what was kept of an earlier visit is shown and sent", async () => {
  sessionStorage.setItem(`draft:deck-settings c${collections}`, '{"subtitle":"Kept"}');
  show({ subtitle: "Old" });
  expect(screen.getByLabelText<HTMLInputElement>("Subtitle").value).toBe("Kept");
  await waitFor(() => expect(sent).toEqual([{ subtitle: "Kept" }]));
});

test("a file that can be no logo is not sent, and the reason stands at the field", async () => {
  const calls: string[] = [];
  vi.stubGlobal("fetch", async ({ method }: Request) => {
    calls.push(method);
    return Response.json({ code: "logo_unreadable", detail: "x", status: 422 }, { status: 422 });
  });
  show();
  const choose = (name: string, type: string, content = "x") =>
    userEvent
      .setup({ applyAccept: false })
      .upload(screen.getByLabelText("Logo", { selector: "input" }), new File([content], name, { type }));
  await choose("logo.gif", "image/gif");
  expect((await screen.findByRole("alert")).textContent).toContain("“logo.gif” is no PNG, JPEG or SVG picture");
  await choose("logo.png", "image/png", "");
  await screen.findByText(/“logo.png” is empty/);
  expect(calls).toEqual([]);
  await choose("logo.png", "image/png");
  await screen.findByText(/“logo.png” is broken/);
  expect(calls).toEqual(["PUT"]);
});
