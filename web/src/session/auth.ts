import { initializeApp } from "firebase/app";
import {
  type Auth,
  browserLocalPersistence,
  connectAuthEmulator,
  createUserWithEmailAndPassword,
  indexedDBLocalPersistence,
  initializeAuth,
  onIdTokenChanged,
  sendEmailVerification,
  sendPasswordResetEmail,
  signInWithEmailAndPassword,
  signOut as signOutOfAuth,
  type User,
  updateProfile,
} from "firebase/auth";
import { useSyncExternalStore } from "react";
import { config } from "@/config";
import { forgetDrafts } from "@/lib/drafts";

/**
 * Who is signed in. `user` is undefined until that is known, and null for nobody. `expired` says that the sign-in of
 * `user` no longer counts: calls fail until the person signs in again.
 */
export interface Session {
  user: User | null | undefined;
  expired: boolean;
}

let session: Session = { user: undefined, expired: false };
let auth: Auth;
const listeners = new Set<() => void>();
const endings: (() => Promise<void>)[] = [];

function set(changes: Partial<Session>) {
  session = { ...session, ...changes };
  for (const listener of listeners) listener();
}

/** Begin to follow who is signed in. Once, after the settings are read. */
export function startSession() {
  const { emulators, demo: _, ...options } = config();
  auth = initializeAuth(initializeApp(options), { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (emulators) connectAuthEmulator(auth, `http://${emulators.auth}`, { disableWarnings: true });
  onIdTokenChanged(auth, (user) => set({ user, expired: false }));
}

export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );
}

/** The person who is signed in; only below a page that asks for one. */
export function useUser(): User {
  const { user } = useSession();
  if (!user) throw new Error("Nobody is signed in.");
  return user;
}

/** A token for the API, a new one when `fresh`; null when nobody is signed in. Marks the session expired if refused. */
export async function idToken(fresh = false): Promise<string | null> {
  try {
    return (await auth.currentUser?.getIdToken(fresh)) ?? null;
  } catch (error) {
    if (isNetworkError(error)) throw error;
    sessionExpired();
    return null;
  }
}

/** Called when a server no longer takes the person's token. */
export function sessionExpired() {
  if (session.user && !session.expired) set({ expired: true });
}

export async function signIn(email: string, password: string): Promise<void> {
  await signInWithEmailAndPassword(auth, email, password);
  set({ expired: false });
}

export async function signUp(email: string, password: string, name: string): Promise<void> {
  const { user } = await createUserWithEmailAndPassword(auth, email, password);
  if (name) await updateProfile(user, { displayName: name });
  await sendEmailVerification(user);
  await user.getIdToken(true);
}

export async function resetPassword(email: string): Promise<void> {
  await sendPasswordResetEmail(auth, email);
}

/** What must end before the page is left to the next person, such as the connection to Firestore. */
export function beforeSignOut(ending: () => Promise<void>) {
  endings.push(ending);
}

/** Sign out and leave nothing of this person: caches, drafts and listeners go with the page. */
export async function signOut(): Promise<void> {
  forgetDrafts();
  await Promise.allSettled(endings.map((ending) => ending()));
  await signOutOfAuth(auth);
  window.location.replace("/");
}

function isNetworkError(error: unknown): boolean {
  return (error as { code?: string }).code === "auth/network-request-failed";
}
