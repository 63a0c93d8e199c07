/** Any value that JSON can spell. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
