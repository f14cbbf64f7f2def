import { ChevronDown } from "lucide-react";
import { type Key, said, t } from "@/i18n";
import { money } from "@/i18n/format";
import { useShown } from "@/pages/collection/context";
import { ColumnsPanel } from "@/pages/collection/items/ColumnsPanel";
import type { Difference, Order } from "@/pages/collection/items/records";
import type { Tone } from "@/process/status";
import { Button } from "@/ui/Button";
import { Badge, Card } from "@/ui/parts";

const TONES: Record<Order["status"], Tone> = { reconciled: "good", differs: "warn", no_totals: "neutral" };

interface OrdersProps {
  orders: readonly Order[];
  /** Show only these lines. */
  onShow: (ids: readonly string[]) => void;
}

/** Each order's own totals against what its lines come to, and what its columns were taken for. */
export function OrdersPanel({ orders, onShow }: OrdersProps) {
  const { documents } = useShown();
  return (
    <Card aria-label={t("orders.title")} className="flex flex-col gap-4">
      <h2 className="font-semibold">{t("orders.title")}</h2>
      {orders.map((order) => (
        <OneOrder
          key={order.id}
          order={order}
          name={documents.find(({ id }) => id === order.id)?.filename ?? order.id}
          onShow={onShow}
        />
      ))}
    </Card>
  );
}

function OneOrder({ order, name, onShow }: { order: Order; name: string; onShow: OrdersProps["onShow"] }) {
  return (
    <section aria-label={name} className="flex flex-col gap-2 border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium break-all">{name}</h3>
        <Badge tone={TONES[order.status]}>{t(`orders.status.${order.status}`)}</Badge>
      </div>
      {order.status !== "differs" && <p className="text-sm text-muted">{t(`orders.status.${order.status}.what`)}</p>}
      <Figures order={order} />
      {order.differences.map((difference) => (
        <Cause key={difference.what} difference={difference} onShow={onShow} />
      ))}
      <details className="group text-sm">
        <summary className="inline-flex items-center gap-1 rounded font-medium text-accent">
          <ChevronDown aria-hidden className="size-4 -rotate-90 transition-transform group-open:rotate-0" />
          {t("columns.show")}
        </summary>
        <ColumnsPanel order={order} />
      </details>
    </section>
  );
}

function Cause({ difference, onShow }: { difference: Difference; onShow: OrdersProps["onShow"] }) {
  const { message, item_ids: ids } = difference;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-warn-soft p-3 text-sm">
      <p className="min-w-60 flex-1">{said(message)}</p>
      {ids.length > 0 && (
        <Button small className="text-left whitespace-normal!" onClick={() => onShow(ids)}>
          {t("orders.show", { count: ids.length })}
        </Button>
      )}
    </div>
  );
}

interface Figure {
  name: Key;
  printed: string | null | undefined;
  computed: string | null | undefined;
  differs: boolean;
}

/** The figures of an order: what it prints, and what the lines come to where that can be said. */
function figuresOf({ totals, quantity, amount, currency, differences }: Order): Figure[] {
  const off = (what: Difference["what"]) => differences.find((difference) => difference.what === what);
  const inMoney = (text: string | null | undefined) => text && money(text, totals?.currency ?? currency);
  const said = (name: Key, text: string | null | undefined) => ({ name, printed: inMoney(text), differs: false });
  const [net, whole] =
    totals?.subtotal || !totals?.total ? (["subtotal", amount] as const) : (["total", amount] as const);
  const comes = (what: "subtotal" | "total") => inMoney(off(what)?.computed ?? (what === net ? whole : null));
  const figures: Figure[] = [
    { name: "orders.quantity", printed: totals?.quantity, computed: quantity, differs: Boolean(off("quantity")) },
    { ...said("orders.subtotal", totals?.subtotal), computed: comes("subtotal"), differs: Boolean(off("subtotal")) },
    { ...said("orders.discount", totals?.discount), computed: null },
    { ...said("orders.tax", totals?.tax), computed: null },
    { ...said("orders.shipping", totals?.shipping), computed: null },
    { ...said("orders.total", totals?.total), computed: comes("total"), differs: Boolean(off("total")) },
  ];
  return figures.filter(({ printed, computed }) => printed || computed);
}

function Figures({ order }: { order: Order }) {
  const head = "pl-3 py-1 font-medium text-muted";
  return (
    <table className="w-full max-w-md text-sm tabular-nums">
      <thead>
        <tr>
          <th scope="col" className="py-1 text-left font-medium text-muted">
            <span className="sr-only">{t("orders.figure")}</span>
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t("orders.printed")}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {t("orders.computed")}
          </th>
        </tr>
      </thead>
      <tbody>
        {figuresOf(order).map(({ name, printed, computed, differs }) => (
          <tr key={name} className={differs ? "text-warn" : undefined}>
            <th scope="row" className="py-1 text-left font-normal">
              {t(name)}
            </th>
            <td className="py-1 pl-3 text-right">{printed ?? t("items.none")}</td>
            <td className="py-1 pl-3 text-right">{computed ?? t("items.none")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
