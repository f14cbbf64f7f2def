import createClient, { type Middleware } from "openapi-fetch";
import { ApiProblem } from "@/api/problem";
import type { components, paths } from "@/api/schema";
import { idToken, sessionExpired } from "@/session/auth";

export type Schemas = components["schemas"];

const signedIn: Middleware = {
  async onRequest({ request }) {
    const token = await idToken();
    if (token) request.headers.set("Authorization", `Bearer ${token}`);
    return request;
  },
};

/** Sends a request again with a new token when its own had expired. */
async function fetchSignedIn(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401) return response;
  const token = await idToken(true);
  if (token) again.headers.set("Authorization", `Bearer ${token}`);
  const second = token ? await fetch(again) : response;
  if (second.status === 401) sessionExpired();
  return second;
}

/** The HTTP API, as its OpenAPI description types it. Wrap each call in `answer()`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: fetchSignedIn });
api.use(signedIn);

/** What a call of `api` answers; throws ApiProblem for everything but a success. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let result: { data?: T; error?: unknown; response: Response };
  try {
    result = await call;
  } catch {
    throw ApiProblem.offline();
  }
  if (!result.response.ok) throw ApiProblem.of(result.error, result.response.status);
  return result.data as T;
}
