import { Component, type ReactNode } from "react";
import { t } from "@/i18n";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/parts";

/** Keeps an error of one part of the page to that part. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Notice
        tone="bad"
        role="alert"
        title={t("app.crashed")}
        actions={<Button onClick={() => window.location.reload()}>{t("app.reload")}</Button>}
      />
    );
  }
}
