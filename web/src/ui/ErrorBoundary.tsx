import { Component, type ReactNode, useEffect } from "react";
import { t } from "@/i18n";
import { Button } from "@/ui/Button";
import { NotFetched } from "@/ui/lazily";
import { Notice } from "@/ui/parts";

const reload = () => window.location.reload();

/** Keeps an error of one part of the page to that part. */
export class ErrorBoundary extends Component<{ children: ReactNode; reload?: () => void }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Failed notFetched={error instanceof NotFetched} reload={this.props.reload ?? reload} />;
  }
}

/** Code that did not come is fetched by itself when the browser is back online. */
function Failed({ notFetched, reload }: { notFetched: boolean; reload: () => void }) {
  useEffect(() => {
    if (!notFetched) return;
    window.addEventListener("online", reload);
    return () => window.removeEventListener("online", reload);
  }, [notFetched, reload]);
  return (
    <Notice
      tone="bad"
      role="alert"
      title={t(notFetched ? "app.notFetched" : "app.crashed")}
      actions={<Button onClick={reload}>{t("app.reload")}</Button>}
    />
  );
}
