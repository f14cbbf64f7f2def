import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "@/api/problem";
import { currentSession, onSession } from "@/session/auth";

const TRIES = 3;

/** Calls of the API are kept until something says that they changed; only what may pass by itself is tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      networkMode: "always",
      retry: (failures, error) => failures < TRIES && passes(error),
    },
    mutations: { networkMode: "always" },
  },
});

function passes(error: Error): boolean {
  return error instanceof ApiProblem && (error.code === "offline" || error.status >= 500);
}

/** What failed while a sign-in had ended is asked for again. */
let renewals = 0;
onSession(() => {
  const { renewals: now } = currentSession();
  if (now === renewals) return;
  renewals = now;
  void queryClient.refetchQueries({ predicate: (query) => query.state.status === "error" });
});
