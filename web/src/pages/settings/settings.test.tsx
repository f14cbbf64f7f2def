import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { MailCard } from "@/pages/settings/MailCard";
import { WebhookCard } from "@/pages/settings/WebhookCard";
import { nextLook } from "@/pages/settings/webhooks";
import { problem, serve, show } from "@/test/server";

const HOOK = {
  webhook_id: "w1",
  url: "https://example.com/hooks",
  events: ["job.completed"],
  created_at: "2026-11-24T13:40:48Z",
};

beforeEach(() => sessionStorage.clear());

describe("e-mails", () => {
  it("can be declined, and say where they go", async () => {
    const sent = serve((call) => [200, { email: !call.startsWith("PUT"), address: "me@example.com" }]);
    show(<MailCard email="me@example.com" />);
    const box = await screen.findByRole<HTMLInputElement>("checkbox");
    expect(screen.getByText(/E-mails go to me@example.com/)).toBeTruthy();
    await userEvent.click(box);
    await waitFor(() => expect(sent[1]).toMatchObject({ call: "PUT /api/me/notifications", body: { email: false } }));
    await waitFor(() => expect(box.checked).toBe(false));
  });

  it("say why none can come to an address that is not confirmed", async () => {
    serve(() => [200, { email: true, address: null }]);
    show(<MailCard email="me@example.com" />);
    expect(await screen.findByText("me@example.com is not confirmed yet")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Send that e-mail again" })).toBeTruthy();
  });
});

describe("webhooks", () => {
  it("show the secret of a new one once, and list it", async () => {
    const sent = serve((call) => {
      if (call.startsWith("POST")) return [201, { ...HOOK, secret: "whsec_1" }];
      return [200, { webhooks: sent.some((one) => one.call.startsWith("POST")) ? [HOOK] : [] }];
    });
    show(<WebhookCard />);
    await userEvent.type(await screen.findByLabelText("Address to call"), "https://example.com/hooks");
    await userEvent.click(screen.getByLabelText("cancelled"));
    await userEvent.click(screen.getByRole("button", { name: "Register the webhook" }));
    const secret = await screen.findByLabelText<HTMLInputElement>("Secret");
    expect(secret.value).toBe("whsec_1");
    expect(sent.find(({ call }) => call.startsWith("POST"))?.body).toEqual({
      url: "https://example.com/hooks",
      events: ["job.completed", "job.failed"],
    });
    expect(await screen.findByRole("button", { name: "Deliveries" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "I have kept it" }));
    expect(screen.queryByLabelText("Secret")).toBeNull();
  });

  it("say at the field what is wrong with the address, and keep it", async () => {
    serve((call) =>
      call.startsWith("POST")
        ? problem(422, "webhook_not_https", "It must begin with https://.")
        : [200, { webhooks: [] }],
    );
    show(<WebhookCard />);
    const field = await screen.findByLabelText<HTMLInputElement>("Address to call");
    await userEvent.type(field, "http://example.com{Enter}");
    expect((await screen.findByText("It must begin with https://.")).id).toBe(field.getAttribute("aria-describedby"));
    expect(field.value).toBe("http://example.com");
  });

  it("cannot be registered for no event at all, and say so", async () => {
    serve(() => [200, { webhooks: [] }]);
    show(<WebhookCard />);
    await userEvent.type(await screen.findByLabelText("Address to call"), "https://example.com");
    for (const event of ["completed", "failed", "cancelled"]) await userEvent.click(screen.getByLabelText(event));
    expect(screen.getByRole("button", { name: "Register the webhook" }).title).toBe("Choose at least one event.");
  });

  it("send again what has ended, and not what is still under way", async () => {
    const delivery = (id: string, state: string) => ({
      ...{ delivery_id: id, webhook_id: "w1", task_id: "t1", event: "job.completed", state, attempts: 1, status: 500 },
      ...{ failures: [], body: "{}", created_at: null, retry_at: null, delivered_at: null },
    });
    const sent = serve((call) => {
      if (call.startsWith("POST")) return [202, delivery("d1", "pending")];
      if (call.includes("deliveries"))
        return [200, { deliveries: [delivery("d2", "pending"), delivery("d1", "failed")], next_page_token: null }];
      return [200, { webhooks: [HOOK] }];
    });
    show(<WebhookCard />);
    await userEvent.click(await screen.findByRole("button", { name: "Deliveries" }));
    const [pending, failed] = await screen.findAllByRole("button", { name: "Send again" });
    expect(pending?.getAttribute("aria-disabled")).toBe("true");
    if (failed) await userEvent.click(failed);
    await waitFor(() =>
      expect(sent.map(({ call }) => call)).toContain("POST /api/webhooks/w1/deliveries/d1/redeliver"),
    );
  });
});

describe("when deliveries are looked at again", () => {
  const now = Date.parse("2026-11-24T13:00:00Z");
  const pending = (retry_at: string | null) => ({ state: "pending" as const, retry_at });

  it("is never, when all have ended", () => {
    expect(nextLook([{ state: "delivered", retry_at: null }], now)).toBe(false);
  });

  it("is soon after the next attempt, and at the latest in a minute", () => {
    expect(nextLook([pending("2026-11-24T13:00:10Z"), pending("2026-11-24T15:00:00Z")], now)).toBe(12_000);
    expect(nextLook([pending("2026-11-24T15:00:00Z")], now)).toBe(60_000);
    expect(nextLook([pending(null)], now)).toBe(2000);
  });
});
