import { expect, it } from "vitest";
import { fromEvent } from "@/lib/fileSelector";

const a = new File(["a"], "a.pdf");
const b = new File(["b"], "b.pdf");
const c = new File(["c"], "c.pdf");

const entryOf = (file: File) => ({
  isFile: true,
  isDirectory: false,
  file: (take: (file: File) => void) => take(file),
});

/** A folder as a browser hands it out: some entries at a time, then none. */
function folder(...entries: object[]) {
  const pages = [...entries.map((entry) => [entry]), []];
  return {
    isFile: false,
    isDirectory: true,
    createReader: () => ({ readEntries: (take: (some: object[]) => void) => take(pages.shift() ?? []) }),
  };
}

function drop(type: string, files: File[], entries: object[]) {
  const items = entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry }));
  const text = { kind: "string", webkitGetAsEntry: () => null };
  return { type, target: null, dataTransfer: { files, items: [...items, text] } as unknown as DataTransfer };
}

it("takes the files of a choice", async () => {
  const target = Object.assign(new EventTarget(), { files: [a, b] });
  expect(await fromEvent({ type: "change", target })).toEqual([a, b]);
});

it("takes the files of a drop, and those in its folders", async () => {
  const dropped = drop("drop", [a, new File([], "folder")], [entryOf(a), folder(entryOf(b), folder(entryOf(c)))]);
  expect(await fromEvent(dropped)).toEqual([a, b, c]);
});

it("tells of what hovers only that files do", async () => {
  expect(await fromEvent(drop("dragenter", [], [entryOf(a)]))).toHaveLength(1);
});
