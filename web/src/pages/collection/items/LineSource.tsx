import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import type { Field } from "@/pages/collection/items/fields";
import type { Item } from "@/pages/collection/items/records";
import { placeText } from "@/pages/collection/items/texts";
import { PagePane, styleOf } from "@/pages/collection/products/detail/PagePane";
import { cx } from "@/ui/cx";
import { Notice } from "@/ui/parts";

/** The page of the order that a line stands on: a box around the line, and one around the field that is looked at. */
export function LineSource({ collectionId, item, field }: { collectionId: string; item: Item; field: Field | null }) {
  const { documents } = useShown();
  const { document_id: documentId } = item.source;
  const file = documents.find(({ id }) => id === documentId);
  if (!file) return <Notice tone="neutral" title={t("item.source.gone")} />;
  const place = (field && item.fields[field]) ?? item.source;
  const page = place.page ?? item.source.page ?? 1;
  const line = (item.source.page ?? 1) === page ? item.source.bbox : null;
  const box = field ? place.bbox : null;
  return (
    <div className="h-[28rem] min-w-0 lg:sticky lg:top-0 lg:h-[34rem]">
      <PagePane
        collectionId={collectionId}
        documentId={documentId}
        page={page}
        caption={`${file.filename} · ${placeText(place)}`}
        sought={box ?? line ?? [0, 0, 0, 0]}
      >
        {(size) =>
          [line, box].map(
            (each, n) =>
              each && (
                <span
                  key={n === 0 ? "line" : "field"}
                  aria-hidden
                  style={styleOf(each, size)}
                  className={cx(
                    "pointer-events-none absolute rounded-sm outline-2 outline-offset-1",
                    n === 0 ? "bg-[#4338ca]/10 outline-[#4338ca]/60" : "bg-[#f5b301]/30 outline-[#b45309]",
                  )}
                />
              ),
          )
        }
      </PagePane>
    </div>
  );
}
