import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { queryClient } from "@/api/queries";
import { useLanguage } from "@/i18n";
import { NotFoundPage } from "@/pages/NotFoundPage";
import { useSession } from "@/session/auth";
import { SignInPage } from "@/session/SignInPage";
import { AppShell } from "@/shell/AppShell";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Waiting } from "@/ui/parts";

const ListPage = lazy(() => import("@/pages/list/ListPage").then((m) => ({ default: m.ListPage })));
const CollectionPage = lazy(() =>
  import("@/pages/collection/CollectionPage").then((m) => ({ default: m.CollectionPage })),
);
const HistoryPage = lazy(() => import("@/pages/history/HistoryPage").then((m) => ({ default: m.HistoryPage })));
const SettingsPage = lazy(() => import("@/pages/settings/SettingsPage").then((m) => ({ default: m.SettingsPage })));

/** The whole page: for nobody the sign-in, for a person what the address names. */
export function App() {
  const language = useLanguage();
  const { user } = useSession();
  if (user === undefined) return <Waiting />;
  if (user === null) return <SignInPage />;
  return (
    <QueryClientProvider client={queryClient}>
      <AppShell key={language}>
        <ErrorBoundary>
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
