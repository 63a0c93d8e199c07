import { type ImportField, importFields } from './import-fields.js'

type Upper<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? Uppercase<First> : `_${First}`}${Upper<Rest>}`
  : ''

/** An `ImportField` as the schema spells it: BIRTH_DATE for birthDate. */
export type FieldName = Upper<ImportField>

/** How the schema spells a field. */
export const nameOfField = (field: ImportField): FieldName =>
  field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as FieldName

/** Every `FieldName`. */
export const fieldNames: readonly FieldName[] = importFields.map(nameOfField)

const fields = new Map(importFields.map((field) => [nameOfField(field), field]))

/** The field that the schema spells so. */
export function fieldOfName(name: FieldName): ImportField {
  const field = fields.get(name)
  if (!field) throw new Error(`There is no field ${name}.`)
  return field
}
