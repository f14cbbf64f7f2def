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
import { forgetDrafts, keepDraftsOf } from "@/lib/drafts";

/**
 * Who is signed in. `user` is undefined until that is known, and null for nobody. `expired` says that the sign-in of
 * `user` no longer counts: calls fail until the person signs in again, which `renewals` counts.
 */
export interface Session {
  user: User | null | undefined;
  expired: boolean;
  renewals: number;
}

let session: Session = { user: undefined, expired: false, renewals: 0 };
let auth: Auth;
let leaving = false;
const listeners = new Set<() => void>();
const endings: (() => Promise<void>)[] = [];
const otherTabs = new BroadcastChannel("session");

function set(changes: Partial<Session>) {
  session = { ...session, ...changes };
  for (const listener of listeners) listener();
}

/** Begin to follow who is signed in. Once, after the settings are read. */
export function startSession() {
  const { emulators, demo: _, ...options } = config();
  auth = initializeAuth(initializeApp(options), { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (emulators) connectAuthEmulator(auth, `http://${emulators.auth}`, { disableWarnings: true });
  onIdTokenChanged(auth, follow);
  otherTabs.onmessage = () => void leave();
}

/** The SDK signs out by itself when the server refuses its token: the page of that person stays, as expired. */
function follow(user: User | null) {
  const { user: before, expired, renewals } = session;
  if (leaving) return;
  if (before && !user) return sessionExpired();
  if (before && user && user.uid !== before.uid) return void leave();
  if (user) keepDraftsOf(user.uid);
  set({ user, expired: false, renewals: expired ? renewals + 1 : renewals });
}

export function useSession(): Session {
  return useSyncExternalStore(onSession, currentSession);
}

export function currentSession(): Session {
  return session;
}

/** Call `listener` at each change of the session; returns how to stop. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
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

/** Send the person another e-mail by which they confirm their address. */
export async function resendVerification(): Promise<void> {
  if (auth.currentUser) await sendEmailVerification(auth.currentUser);
}

/** Ask anew who the person is, such as whether their address is confirmed by now; the token tells it from then on. */
export async function refreshUser(): Promise<void> {
  await auth.currentUser?.reload();
  await auth.currentUser?.getIdToken(true);
}

/** What must end before the page is left to the next person, such as the connection to Firestore. */
export function beforeSignOut(ending: () => Promise<void>) {
  endings.push(ending);
}

/** Sign out, in every tab of this browser, and leave nothing of this person. */
export async function signOut(): Promise<void> {
  leaving = true;
  await signOutOfAuth(auth);
  otherTabs.postMessage("signed out");
  await leave();
}

/** Caches, drafts and listeners go with the page. */
async function leave(): Promise<void> {
  leaving = true;
  forgetDrafts();
  await Promise.allSettled(endings.map((ending) => ending()));
  window.location.replace("/");
}

function isNetworkError(error: unknown): boolean {
  return (error as { code?: string }).code === "auth/network-request-failed";
}
