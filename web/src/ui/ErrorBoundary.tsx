import { Component, type ReactNode } from "react";
import { t } from "@/i18n";
import { Button } from "@/ui/Button";
import { NotFetched } from "@/ui/lazily";
import { Notice } from "@/ui/parts";

/** Keeps an error of one part of the page to that part. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Notice
        tone="bad"
        role="alert"
        title={t(error instanceof NotFetched ? "app.notFetched" : "app.crashed")}
        actions={<Button onClick={() => window.location.reload()}>{t("app.reload")}</Button>}
      />
    );
  }
}
