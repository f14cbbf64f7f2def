import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { deckFileLink } from "@/api/pictures";
import { t } from "@/i18n";
import { fileSize } from "@/i18n/format";
import type { Deck } from "@/pages/collection/deck/decks";
import { Button, type ButtonProps } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { sayError } from "@/ui/say";

const FORMATS = ["pptx", "pdf"] as const;
type Format = (typeof FORMATS)[number];

/** The deck as files: slides to edit, and a PDF. */
export function DeckDownloads({ collectionId, deck, quiet, first }: DownloadsProps) {
  const kind = quiet ? "quiet" : "secondary";
  return FORMATS.map((format, index) => (
    <DownloadButton
      key={format}
      collectionId={collectionId}
      deck={deck}
      format={format}
      kind={first && index === 0 ? "primary" : kind}
    />
  ));
}

interface DownloadsProps {
  collectionId: string;
  deck: Deck;
  quiet?: boolean;
  /** To take it away is what to do next. */
  first?: boolean;
}

interface DownloadProps {
  collectionId: string;
  deck: Deck;
  format: Format;
  kind: ButtonProps["kind"];
}

function DownloadButton({ collectionId, deck, format, kind }: DownloadProps) {
  const size = format === "pptx" ? deck.pptx_size : deck.pdf_size;
  const download = useMutation({
    mutationFn: () => deckFileLink(collectionId, deck.id, `deck.${format}`).call(),
    onSuccess: ({ url }) => window.location.assign(url), // it is an attachment: the page stays
    onError: sayError,
  });
  return (
    <Button
      small
      kind={kind}
      icon={Download}
      busy={download.isPending}
      className="relative"
      onClick={() => download.mutate()}
    >
      {t(`deck.download.${format}`)}
      {size ? (
        <span className={cx("font-normal max-sm:hidden", kind !== "primary" && "text-muted")}> {fileSize(size)}</span>
      ) : null}
      <span className="sr-only">
        {" "}
        {t("deck.download.label", { title: deck.title, format: t(`deck.download.${format}`) })}
      </span>
    </Button>
  );
}
