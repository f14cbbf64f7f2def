import { Link } from "wouter";
import { t } from "@/i18n";

/** For an address that leads nowhere. */
export function NotFoundPage({ title = t("app.notFound"), what = t("app.notFound.what") }) {
  return (
    <div className="py-16 text-center">
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="mt-2 text-muted">{what}</p>
      <Link href="/" className="mt-6 inline-block font-medium text-accent underline">
        {t("app.home")}
      </Link>
    </div>
  );
}
