type Answer = (request: Request) => Response | Promise<Response>;

let asked: Request[] = [];
let answers: Record<string, Answer> = {};

// Once and for all: libraries remember the `fetch` that they found first.
globalThis.fetch = async (input, init) => {
  const request = input instanceof Request ? input : new Request(new URL(String(input), location.href), init);
  asked.push(request.clone());
  const { pathname } = new URL(request.url);
  const answer = Object.entries(answers).find(([end]) => pathname.endsWith(end))?.[1];
  if (!answer) throw new TypeError(`Nothing is at ${request.url}.`);
  return answer(request);
};

/** A network of these addresses (ends of paths) and no other; `asked` are the requests that came, in order. */
export function network(these: Record<string, Answer>) {
  asked = [];
  answers = { ...these };
  return { asked, answers };
}

export const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
