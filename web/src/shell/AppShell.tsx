import { Moon, Sun } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { Link, useLocation } from "wouter";
import { currentLanguage, type Key, LANGUAGES, type Language, setLanguage, t } from "@/i18n";
import { focusLater } from "@/lib/focus";
import { signOut, useSession, useUser } from "@/session/auth";
import { ConnectionBanner } from "@/shell/ConnectionBanner";
import { useTheme } from "@/theme/theme";
import { Button, IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { lazily } from "@/ui/lazily";
import { sayError } from "@/ui/say";

// Nobody sees these at first, so the page does not wait for them.
const Toasts = lazily(() => import("@/ui/Toasts").then((m) => m.Toasts));
const ExpiredDialog = lazily(() => import("@/shell/ExpiredDialog").then((m) => m.ExpiredDialog));

const PLACES: [string, Key][] = [
  ["/", "nav.collections"],
  ["/history", "nav.history"],
  ["/settings", "nav.settings"],
];

/** What stands around every page: where one can go, who is signed in, how the connection is. */
export function AppShell({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useTheme();
  const { expired } = useSession();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:left-2 focus:top-2 focus:z-50 focus:bg-surface focus:p-2"
      >
        {t("app.skip")}
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-surface">
        <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2">
          <Link href="/" className="flex items-center gap-2 font-semibold">
            <img src="/favicon.svg" alt="" className="size-6" />
            <span className="max-[26rem]:sr-only">{t("app.name")}</span>
          </Link>
          <nav
            className="order-last -mx-2 flex w-full gap-1 sm:order-none sm:mx-0 sm:w-auto"
            aria-label={t("app.name")}
          >
            {PLACES.map(([href, key]) => (
              <Place key={href} href={href} text={t(key)} />
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-2">
            <Account />
            <LanguageSwitch />
            <IconButton
              icon={other === "dark" ? Moon : Sun}
              label={t(other === "dark" ? "nav.theme.dark" : "nav.theme.light")}
              onClick={() => setTheme(other)}
            />
          </div>
        </div>
        <ConnectionBanner />
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 py-6 outline-none">
        {children}
      </main>
      <ErrorBoundary>
        <Suspense fallback={null}>{expired && <ExpiredDialog />}</Suspense>
        <Suspense fallback={null}>
          <Toasts theme={theme} />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}

/** The other language; the settings offer it too, by its name. */
function LanguageSwitch() {
  return (
    <select
      id={LANGUAGE_ID}
      aria-label={t("nav.language")}
      value={currentLanguage()}
      onChange={(event) => void choose(event.target.value as Language)}
      className="min-h-8 rounded-lg border border-line bg-surface px-1 text-sm uppercase"
    >
      {Object.keys(LANGUAGES).map((code) => (
        <option key={code} value={code}>
          {code}
        </option>
      ))}
    </select>
  );
}

const LANGUAGE_ID = "page-language";

/** The page is built anew in the other language, so the focus is put where it was. */
async function choose(language: Language) {
  try {
    await setLanguage(language);
    focusLater(LANGUAGE_ID);
  } catch (error) {
    sayError(error);
  }
}

function Place({ href, text }: { href: string; text: string }) {
  const [at] = useLocation();
  const here = href === "/" ? at === "/" || at.startsWith("/collections/") : at.startsWith(href);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={cx(
        "rounded-lg px-3 py-1.5 text-sm font-medium",
        here ? "bg-accent-soft text-accent" : "text-muted hover:bg-raised",
      )}
    >
      {text}
    </Link>
  );
}

function Account() {
  const user = useUser();
  return (
    <>
      <span className="hidden max-w-48 truncate text-sm text-muted sm:inline" title={user.email ?? undefined}>
        {user.displayName || user.email}
      </span>
      <Button small kind="quiet" onClick={() => void signOut()}>
        {t("nav.signOut")}
      </Button>
    </>
  );
}
