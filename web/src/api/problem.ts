import * as z from "zod/mini";
import { said, t } from "@/i18n";

/** In the person's language, where that is known. */
const Sentence = z.pipe(
  z.string(),
  z.transform((sentence: string) => said(sentence)),
);

const ProblemDocument = z.object({
  code: z.string(),
  detail: Sentence,
  status: z.number(),
  errors: z._default(z.array(z.object({ field: z.string(), message: Sentence })), []),
  task_id: z.optional(z.string()),
  document_id: z.optional(z.string()),
  filename: z.optional(z.string()),
});

export type ProblemDocument = z.infer<typeof ProblemDocument>;

/** A call that did not succeed. `message` is the server's sentence in the person's language; `code` is stable. */
export class ApiProblem extends Error {
  override name = "ApiProblem";

  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly document?: ProblemDocument,
  ) {
    super(message);
  }

  /** What an answer that is no success says; whatever it is, something a person can read. */
  static of(body: unknown, status: number): ApiProblem {
    const { success, data } = ProblemDocument.safeParse(body);
    if (success) return new ApiProblem(data.code, data.detail, status, data);
    return new ApiProblem("unreadable_answer", t("problem.unreadable", { status: String(status) }), status);
  }

  /** What is wrong with one field of what was sent; undefined when the problem is about something else. */
  about(field: string): string | undefined {
    return this.document?.errors.find((error) => error.field === field)?.message;
  }

  /** The call never reached the server, or its answer never reached us. */
  static offline(): ApiProblem {
    return new ApiProblem("offline", t("problem.offline"), 0);
  }
}
