import { useDeferredValue, useState } from "react";
import { t } from "@/i18n";
import type { Collection } from "@/live/records";
import { BatchBar } from "@/pages/list/BatchBar";
import { CollectionRow } from "@/pages/list/CollectionRow";
import { DeletedRow } from "@/pages/list/DeletedRow";
import { named } from "@/pages/list/rows";
import { SearchField } from "@/pages/list/SearchField";
import { SelectAll } from "@/pages/list/SelectAll";
import { Button } from "@/ui/Button";

const AT_ONCE = 50;

/** Collections that can be searched and selected, so many at once. */
export function CollectionList({ collections, uid }: { collections: Collection[]; uid: string }) {
  const [search, setSearch] = useState("");
  const [most, setMost] = useState(AT_ONCE);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const found = named(collections, useDeferredValue(search));
  const shown = found.slice(0, most);
  const selectable = shown.filter((collection) => !collection.deleted_at);
  const selected = collections.filter((collection) => chosen.has(collection.id) && !collection.deleted_at);

  function set(ids: string[], on: boolean) {
    const next = new Set(chosen);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    choose(next);
  }

  return (
    <section aria-label={t("nav.collections")} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SelectAll
          all={selectable.map(({ id }) => id)}
          chosen={chosen}
          onChange={(on) => set(on ? selectable.map(({ id }) => id) : [...chosen], on)}
        />
        <SearchField value={search} onChange={setSearch} />
        <p role="status" className="text-sm text-muted">
          {search ? t("list.found", { count: found.length }) : t("count.collections", { count: found.length })}
        </p>
      </div>
      {selected.length > 0 && (
        <BatchBar
          selected={selected}
          hidden={selected.filter((collection) => !shown.includes(collection)).length}
          onClear={() => choose(new Set())}
        />
      )}
      {found.length === 0 && <p className="py-8 text-center text-muted">{t("list.none", { search })}</p>}
      <ul className="flex flex-col gap-2">
        {shown.map((collection) => (
          <li key={collection.id}>
            {collection.deleted_at ? (
              <DeletedRow collection={collection} />
            ) : (
              <CollectionRow
                collection={collection}
                uid={uid}
                chosen={chosen.has(collection.id)}
                onChoose={(on) => set([collection.id], on)}
              />
            )}
          </li>
        ))}
      </ul>
      {found.length > most && (
        <Button className="self-center" onClick={() => setMost(most + AT_ONCE)}>
          {t("do.more")}
        </Button>
      )}
    </section>
  );
}
