import * as z from "zod/mini";

// The page's Content-Security-Policy allows no code made from text, which zod would else try to make.
z.config({ jitless: true });

const Config = z.object({
  apiKey: z.string(),
  projectId: z.string(),
  authDomain: z.optional(z.string()),
  appId: z.optional(z.string()),
  /** Where the emulators are, on a local stack. */
  emulators: z.optional(z.object({ auth: z.string(), firestore: z.string() })),
  /** Who is signed in at one click, on a local stack. */
  demo: z.optional(z.object({ email: z.string(), password: z.string() })),
});

export type Config = z.infer<typeof Config>;

let read: Config | undefined;

/** Read the project's settings where Firebase Hosting serves them. Throws when they cannot be had. */
export async function readConfig(): Promise<Config> {
  const response = await fetch("/__/firebase/init.json");
  if (!response.ok) throw new Error(`/__/firebase/init.json answered ${response.status}`);
  read = Config.parse(await response.json());
  return read;
}

/** The settings, once `readConfig()` has read them. */
export function config(): Config {
  if (!read) throw new Error("The settings are not read yet.");
  return read;
}
