import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import { queryClient } from "@/api/queries";
import { useLanguage } from "@/i18n";
import { NotFoundPage } from "@/pages/NotFoundPage";
import { useSession } from "@/session/auth";
import { SignInPage } from "@/session/SignInPage";
import { AppShell } from "@/shell/AppShell";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { lazily } from "@/ui/lazily";
import { Waiting } from "@/ui/parts";

const ListPage = lazily(() => import("@/pages/list/ListPage").then((m) => m.ListPage));
const CollectionPage = lazily(() => import("@/pages/collection/CollectionPage").then((m) => m.CollectionPage));
const HistoryPage = lazily(() => import("@/pages/history/HistoryPage").then((m) => m.HistoryPage));
const SettingsPage = lazily(() => import("@/pages/settings/SettingsPage").then((m) => m.SettingsPage));

/** The whole page: for nobody the sign-in, for a person what the address names. */
export function App() {
  const language = useLanguage();
  const { user } = useSession();
  const place = useLocation()[0].split("/").slice(0, 3).join("/");
  if (user === undefined) return <Waiting />;
  if (user === null) return <SignInPage />;
  return (
    <QueryClientProvider client={queryClient}>
      <AppShell key={language}>
        <ErrorBoundary key={place}>
          <Suspense fallback={<Waiting />}>
            <Switch>
              <Route path="/" component={ListPage} />
              <Route path="/collections/:id/:tab?">
                {({ id, tab }) => <CollectionPage key={id} id={id} tab={tab ?? "info"} />}
              </Route>
              <Route path="/history" component={HistoryPage} />
              <Route path="/settings" component={SettingsPage} />
              <Route>
                <NotFoundPage />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </AppShell>
    </QueryClientProvider>
  );
}
