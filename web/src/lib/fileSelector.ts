/**
 * In place of the `file-selector` that react-dropzone brings: the files of a drop or a choice, without its table of a
 * thousand MIME types, which are most of its size. The server judges a file by its content.
 */
type Dropped = DragEvent | { type: string; target: EventTarget | null; dataTransfer?: DataTransfer | null };

/** The files of an event; of one that only hovers, what it carries. A folder gives all the files in it. */
export async function fromEvent(event: Dropped): Promise<(File | DataTransferItem)[]> {
  if (!event.dataTransfer) return [...((event.target as HTMLInputElement | null)?.files ?? [])];
  const items = [...event.dataTransfer.items].filter(({ kind }) => kind === "file");
  if (event.type !== "drop") return items;
  const files = [...event.dataTransfer.files]; // both are gone once the event is over
  const entries = items.map((item) => item.webkitGetAsEntry?.());
  const found = await Promise.all(
    entries.map((entry, index) => (entry?.isDirectory ? within(entry) : (files[index] ?? []))),
  );
  return found.flat();
}

async function within(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((take, fail) => (entry as FileSystemFileEntry).file(take, fail))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((take, fail) => reader.readEntries(take, fail));
    if (some.length === 0) return found;
    found.push(...(await Promise.all(some.map(within))).flat());
  }
}
