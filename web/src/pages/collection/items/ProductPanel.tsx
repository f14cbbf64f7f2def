import { useMutation } from "@tanstack/react-query";
import { Check, Search, Undo2, X } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { correct, type Verdict } from "@/pages/collection/items/calls";
import { MatchBadge } from "@/pages/collection/items/MatchBadge";
import type { Products } from "@/pages/collection/items/products";
import { type Candidate, type Item, Match } from "@/pages/collection/items/records";
import { foundBy, productText } from "@/pages/collection/items/texts";
import type { Product } from "@/pages/collection/products/shape";
import { Button } from "@/ui/Button";
import { Picture } from "@/ui/Picture";
import { sayError } from "@/ui/say";

interface PanelProps {
  collectionId: string;
  item: Item;
  products: Products;
  busy: boolean;
  onDecide: (item: Item, verdict: Verdict, productId: string) => void;
  onChoose: () => void;
}

/** Which product a line is, or may be, and how that was found; a person says yes, no, or which. */
export function ProductPanel({ collectionId, item, products, busy, onDecide, onChoose }: PanelProps) {
  const { product_id: productId, match } = item;
  const others = match.candidates.filter((candidate) => candidate.product_id !== productId);
  const say = (verdict: Verdict, id: string) => onDecide(item, verdict, id);
  return (
    <section aria-label={t("item.product")} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{t("item.product")}</h3>
        <MatchBadge match={match} />
      </div>
      {productId && (
        <Offer
          collectionId={collectionId}
          product={products.get(productId)}
          text={textOf(products.get(productId)) ?? (products.size ? t("item.gone") : "")}
          found={foundBy(match.method, match.confidence)}
        >
          <Button small icon={X} busy={busy} onClick={() => say("reject", productId)}>
            {t("item.wrong")}
          </Button>
        </Offer>
      )}
      {match.status === "not_found" && <p className="text-sm text-muted">{t("item.none")}</p>}
      {others.length > 0 && productId && <h4 className="text-sm font-medium text-muted">{t("item.candidates")}</h4>}
      {others.map((candidate) => (
        <Offer
          key={candidate.product_id}
          collectionId={collectionId}
          product={products.get(candidate.product_id)}
          text={productText(candidate)}
          found={foundBy(candidate.method, candidate.confidence)}
        >
          <CandidateButtons candidate={candidate} busy={busy} say={say} />
        </Offer>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Button small icon={Search} onClick={onChoose}>
          {t(productId || others.length ? "item.choose" : "item.choose.first")}
        </Button>
        {item.edited.includes("match") && <Undo collectionId={collectionId} item={item} />}
      </div>
    </section>
  );
}

export function textOf(product: Product | undefined): string | undefined {
  return (
    product && productText({ ...product, color: product.colors?.map(({ name, code }) => name ?? code).join(", ") })
  );
}

interface OfferProps {
  collectionId: string;
  product: Product | undefined;
  text: string;
  found: string;
  children: ReactNode;
}

function Offer({ collectionId, product, text, found, children }: OfferProps) {
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line p-2 text-sm">
      <Picture collectionId={collectionId} imageId={product?.images?.[0]?.image_id} alt="" className="w-20 shrink-0" />
      <div className="min-w-40 flex-1">
        <p className="font-medium break-words">{text}</p>
        <p className="text-xs text-muted">{found}</p>
      </div>
      <div className="flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

interface CandidateProps {
  candidate: Candidate;
  busy: boolean;
  say: (verdict: Verdict, productId: string) => void;
}

function CandidateButtons({ candidate, busy, say }: CandidateProps) {
  return (
    <>
      <Button small icon={Check} busy={busy} onClick={() => say("accept", candidate.product_id)}>
        {t("item.is")}
      </Button>
      <Button small icon={X} busy={busy} onClick={() => say("reject", candidate.product_id)}>
        {t("item.wrong")}
      </Button>
    </>
  );
}

/** Takes a person's decisions on a line's product back; says what the machine had said. */
function Undo({ collectionId, item }: { collectionId: string; item: Item }) {
  const { mutate, isPending } = useMutation({
    mutationFn: () => correct(collectionId, item.id, { reset: ["match"] }),
    onError: sayError,
  });
  const machine = Match.safeParse(item.machine.match);
  return (
    <>
      <Button small icon={Undo2} busy={isPending} onClick={() => mutate()}>
        {t("item.undo")}
      </Button>
      {machine.success && (
        <span className="text-xs text-muted">
          {t("item.undo.was", { what: t(`items.status.${machine.data.status}`) })}
        </span>
      )}
    </>
  );
}
