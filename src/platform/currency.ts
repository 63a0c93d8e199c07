const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Whether `code` is a currency of ISO 4217, in capitals. */
export const isCurrency = (code: string): boolean => currencies.has(code)
