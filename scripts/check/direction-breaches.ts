/** What dependency-cruiser's JSON report says, as far as we read it. */
export interface CruiseReport {
  readonly modules: ReadonlyArray<{
    readonly source: string
    readonly dependencies: ReadonlyArray<{ readonly module: string; readonly couldNotResolve: boolean }>
  }>
  readonly summary: {
    readonly violations: ReadonlyArray<{
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
      readonly cycle?: ReadonlyArray<{ readonly name: string }>
    }>
    readonly ruleSetUsed?: {
      readonly forbidden?: ReadonlyArray<{ readonly name?: string; readonly comment?: string }>
    }
  }
}

/**
 * Every breach of the import rules, one line each. Blindness is a breach too: no module at all (a TypeScript it cannot
 * read), one of the `expected` files unseen, or an import of ours that leads nowhere.
 */
export function directionBreaches(report: CruiseReport, expected: readonly string[]): string[] {
  const seen = new Set(report.modules.map(({ source }) => source))
  if (seen.size === 0 || expected.length === 0) {
    return ['dependency-cruiser saw 0 modules: "no violations" means nothing; is its TypeScript one it can read (6.0)?']
  }
  return [
    ...expected.filter((path) => !seen.has(path)).map((path) => `${path}: dependency-cruiser did not see this file`),
    ...report.modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ module, couldNotResolve }) => couldNotResolve && module.startsWith('.') && !leadsToTests(module))
        .map(({ module }) => `${source}: ${module} leads nowhere`),
    ),
    ...withoutTurns(report.summary.violations).map((violation) => {
      const way = (violation.cycle ?? []).map(({ name }) => name).join(' → ') || violation.to
      return `${violation.from} → ${way} ${violation.rule.name}: ${adviceOf(report, violation.rule.name)}`
    }),
  ]
}

// A circle is reported once from each of its members; one of them is enough.
function withoutTurns<Violation extends CruiseReport['summary']['violations'][number]>(
  all: readonly Violation[],
): Violation[] {
  const circles = new Set<string>()
  return all.filter(({ rule, cycle }) => {
    if (!cycle) return true
    const members = [rule.name, ...cycle.map(({ name }) => name).toSorted()].join(' ')
    const first = !circles.has(members)
    circles.add(members)
    return first
  })
}

// Tests and generated documents are excluded from the cruise, or are written later.
const leadsToTests = (module: string): boolean => /\/testing\/|\.test\.js$/.test(module)

const adviceOf = (report: CruiseReport, name: string): string =>
  report.summary.ruleSetUsed?.forbidden?.find((rule) => rule.name === name)?.comment ?? ''
