// Numbers of the contract with those who program against it, and of what is known of their use of it.

/** Days between the publication of a deprecation and the day from which what it ends may be gone. */
export const contract = { deprecationDays: 180 } as const;
