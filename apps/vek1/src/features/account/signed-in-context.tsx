'use client';

import { createContext, type ReactNode, use } from 'react';

export interface SignedIn {
  name: string;
  email: string;
}

const SignedInContext = createContext<SignedIn | null>(null);

/** Tells the pages who is signed in. */
export function SignedInProvider({ person, children }: { person: SignedIn; children: ReactNode }) {
  return <SignedInContext value={person}>{children}</SignedInContext>;
}

export function useSignedIn(): SignedIn {
  const person = use(SignedInContext);
  if (!person) throw new Error('useSignedIn outside of SignedInProvider');
  return person;
}
