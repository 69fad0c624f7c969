import { type Json, objectOf } from './api-document.ts';
import styles from './docs.module.css';
import fields from './fields.module.css';
import { Prose } from './prose.tsx';
import { alternatives, referenceOf, type SchemaRow, schemaRows, typeText } from './schema-rows.ts';

/** Where {@link SchemaSection} stands. */
export function schemaId(name: string): string {
  return `schema-${name}`;
}

/** A named schema: what it is, and each of its fields. */
export function SchemaSection({
  name,
  schema,
}: {
  readonly name: string;
  readonly schema: unknown;
}) {
  const own = objectOf(schema);
  return (
    <section
      id={schemaId(name)}
      className={styles.schema}
      aria-labelledby={`${schemaId(name)}-title`}
    >
      <h3 id={`${schemaId(name)}-title`}>{name}</h3>
      {typeof own.description === 'string' && <p>{own.description}</p>}
      <SchemaTable name={name} rows={schemaRows(own)} />
    </section>
  );
}

function SchemaTable({
  name,
  rows,
}: {
  readonly name: string;
  readonly rows: readonly SchemaRow[];
}) {
  return (
    <table className={fields.table} aria-label={`Fields of ${name}`}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Type</th>
          <th scope="col">Limits and meaning</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, type, reference, isRequired, limits, description }) => (
          <tr key={path}>
            <th scope="row">
              <code>{path}</code>
              {!isRequired && <span className={fields.optional}>optional</span>}
            </th>
            <td>
              {reference === undefined ? type : <a href={`#${schemaId(reference)}`}>{type}</a>}
            </td>
            <td>
              {limits !== '' && <code>{limits}</code>} <Prose text={description} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a schema is, in a line, with ways to those that it names. */
export function SchemaNames({ schema }: { readonly schema: Json }) {
  return alternatives(schema).map((option, i) => {
    const reference = referenceOf(option);
    const type = typeText(option);
    return (
      <span key={type}>
        {i > 0 && ' or '}
        {reference === undefined ? type : <a href={`#${schemaId(reference)}`}>{reference}</a>}
      </span>
    );
  });
}
